import type { Certainty } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";

/** The format of Compose files. */
export const COMPOSE = defineFormat("compose");

/**
 * A service may be Kong by what another file says: the base that it extends, a file that is included, a Dockerfile, a file of
 * variables.
 */
const MAY_CONFIGURE = /kong|\b(?:extends|include|build|env_file)\b/i;

/** A cheap test without false negatives: can the text configure Kong? */
export function mayComposeKong(text: string): boolean {
  return MAY_CONFIGURE.test(text);
}

const NAMED =
  /^(?:docker-)?compose(?:[._-][\w.-]+)?\.(?:ya?ml|json)(?:\.(?:example|sample|dist|template|tmpl|j2))?$/i;
const LOOSELY_NAMED = /compose[\w.-]*\.ya?ml$/i;
const YAML_NAME = /\.(?:ya?ml|json)(?:\.(?:example|sample|dist|template|tmpl|j2))?$/i;
const SERVICES = /^["']?services["']?[ \t]*:/m;
const JSON_SERVICES = /^\s*\{[\s\S]*"services"\s*:/;
const SERVICE_KEYS =
  /(?:^[ \t]+|[{,][ \t]*)["']?(?:image|build|container_name|environment|env_file|depends_on|network_mode)["']?[ \t]*:/m;
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
