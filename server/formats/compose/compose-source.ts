import type { Certainty, SourceFormat } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";
import type { Source } from "../../model/source.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { plainSource } from "../shared/plain-source.ts";
import { parseYaml } from "../yaml/parse-yaml.ts";
import type { YamlText } from "../yaml/tree.ts";

/** The format of Compose files. */
export const COMPOSE = defineFormat("compose");

export interface ComposeSource extends Source {
  readonly kind: "compose";
  readonly yaml: YamlText;
}

/** The YAML of a Compose file. */
export function parseCompose(format: SourceFormat<ComposeSource>, document: SourceDocument): ComposeSource {
  return { ...plainSource(format, document), kind: "compose", yaml: parseYaml(document.text) };
}

/** A source as Compose reads it, whatever format its name suggests. */
export function asCompose(source: Source, { format }: ComposeSource): ComposeSource {
  return isCompose(source) ? source : (format.parse(source.document) as ComposeSource);
}

/** Whether a source is a Compose file. */
export function isCompose(source: Source): source is ComposeSource {
  return source.format.id === COMPOSE;
}

const NAMED = /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml(?:\.(?:example|sample|dist|template|tmpl|j2))?$/i;
const LOOSELY_NAMED = /compose[\w.-]*\.ya?ml$/i;
const YAML_NAME = /\.(?:ya?ml|json)(?:\.(?:example|sample|dist|template|tmpl|j2))?$/i;
const SERVICES = /^["']?services["']?[ \t]*:/m;
const JSON_SERVICES = /^\s*\{[\s\S]*"services"\s*:/;
const SERVICE_KEYS =
  /^[ \t]+["']?(?:image|build|container_name|environment|env_file|depends_on|network_mode)["']?[ \t]*:/m;
/** What other YAML files begin their top level with. */
const OTHER =
  /^(?:apiVersion|kind|jobs|stages|pipelines|_format_version|_transform|image|before_script|language|on)[ \t]*:/m;

/** Whether a text is a Compose file: by its name, or by services that look like Compose's. */
export function detectCompose(path: string, sample: string): Certainty | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (NAMED.test(name) || LOOSELY_NAMED.test(name)) return "named";
  if (!YAML_NAME.test(name)) return undefined;
  const hasServices = SERVICES.test(sample) || JSON_SERVICES.test(sample);
  return hasServices && SERVICE_KEYS.test(sample) && !OTHER.test(sample) ? "content" : undefined;
}
