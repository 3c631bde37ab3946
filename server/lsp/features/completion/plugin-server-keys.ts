import type { Analysis } from "../../../engine/analyze.ts";
import { type KeyTemplate, PLACEHOLDER } from "./key-templates.ts";
import { snippetText } from "./suggestion.ts";

/** What stands for the name of a server in a documented value, and for Kong's own folder. */
const NAME_IN_VALUE = `<${PLACEHOLDER}>`;
const PREFIX_IN_VALUE = "<prefix>";

/**
 * `pluginserver_XXX_socket` for each server that the source names; where it names none, once with a place for the name, which
 * only snippets have.
 */
export function pluginServerKeys(
  template: KeyTemplate,
  analysis: Analysis,
  snippets: boolean,
): KeyTemplate[] {
  const value = template.plain.replace(PREFIX_IN_VALUE, () => prefixOf(analysis));
  const servers = serversOf(analysis);
  if (servers.length === 0) return snippets ? [withPlace(template, value, analysis)] : [];
  return servers.map((server) => {
    const plain = value.replace(NAME_IN_VALUE, () => server);
    return {
      ...template,
      name: template.name.replace(PLACEHOLDER, () => server.replaceAll("-", "_")),
      plain,
      snippet: `\${1:${snippetText(plain)}}`,
    };
  });
}

/** Kong looks for settings by the name in small letters. */
function serversOf({ reading }: Analysis): readonly string[] {
  const names = reading.properties.get("pluginserver_names")?.value;
  if (typeof names !== "object") return [];
  return names.map((name) => String(name).toLowerCase()).filter((name) => /^[\w-]+$/.test(name));
}

/** The name is written once and stands in the value too; as part of a variable it is in capitals, and has to be written twice. */
function withPlace(template: KeyTemplate, value: string, { unit }: Analysis): KeyTemplate {
  const plain = value.replace(NAME_IN_VALUE, "name");
  if (unit.otherLines !== undefined)
    return { ...template, namePlace: "${1:NAME}", plain, snippet: `\${2:${snippetText(plain)}}` };
  const snippet = value.split(NAME_IN_VALUE).map(snippetText).join("${1:name}");
  return { ...template, namePlace: "${1:name}", plain, snippet };
}

function prefixOf({ reading, catalog }: Analysis): string {
  const prefix = reading.properties.get("prefix")?.value;
  const folder = typeof prefix === "string" ? prefix : catalog.property("prefix")?.default;
  return folder?.replace(/\/+$/, "") ?? PREFIX_IN_VALUE;
}
