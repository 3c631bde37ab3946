import type { SourceFormat } from "../../model/format.ts";
import type { Source } from "../../model/source.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { plainSource } from "../shared/plain-source.ts";
import type { YamlText } from "../yaml/tree.ts";
import { yamlFact } from "../yaml/update-yaml.ts";
import { COMPOSE } from "./detect.ts";

export interface ComposeSource extends Source {
  readonly kind: "compose";
  readonly yaml: YamlText;
}

/** The YAML of a Compose file. */
export function parseCompose(format: SourceFormat<ComposeSource>, document: SourceDocument): ComposeSource {
  return { ...plainSource(format, document), kind: "compose", yaml: document.fact(yamlFact) };
}

/** A source as Compose reads it, whatever format its name suggests. */
export function asCompose(source: Source, { format }: ComposeSource): ComposeSource {
  return isCompose(source) ? source : (format.parse(source.document) as ComposeSource);
}

/** Whether a source is a Compose file. */
export function isCompose(source: Source): source is ComposeSource {
  return source.format.id === COMPOSE;
}
