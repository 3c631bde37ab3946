import type { SourceText } from "../../../grammar/text/source-text.ts";
import type { SourceId } from "../../model/location.ts";
import type { Detection, FormatId, Source } from "../format.ts";
import { parseYaml } from "../yaml/parse-yaml.ts";
import type { YamlText } from "../yaml/tree.ts";

/** The format of Compose files. */
export const COMPOSE = Object.freeze({}) as FormatId;

export interface ComposeSource extends Source {
  readonly kind: "compose";
  readonly yaml: YamlText;
}

/** The YAML of a Compose file. */
export function parseCompose(id: SourceId, text: SourceText): ComposeSource {
  const yaml = parseYaml(text.text);
  return { kind: "compose", id, text, format: COMPOSE, comments: yaml.comments, embedded: [], yaml };
}

/** A source as Compose reads it, whatever format its name suggests. */
export function asCompose(source: Source): ComposeSource {
  return source.format === COMPOSE ? (source as ComposeSource) : parseCompose(source.id, source.text);
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
export function detectCompose(path: string, sample: string): Detection | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (NAMED.test(name) || LOOSELY_NAMED.test(name)) return "named";
  if (!YAML_NAME.test(name)) return undefined;
  const hasServices = SERVICES.test(sample) || JSON_SERVICES.test(sample);
  return hasServices && SERVICE_KEYS.test(sample) && !OTHER.test(sample) ? "content" : undefined;
}
