import { propertyTexts } from "./property-texts.ts";

/**
 * This module brings all texts with it; most runs need none of them. Import it through {@link loadTexts}
 * (`load-texts.ts`) wherever start-up time counts.
 */
const texts: ReadonlyMap<string, string> = new Map(propertyTexts.flatMap(Object.entries<string>));

/** What may follow `pluginserver_<name>_`; the texts hold each once, under the placeholder that Kong's reference uses. */
const PLUGIN_SERVER = /^pluginserver_(.+)_(socket|start_cmd|query_cmd)$/;
const PLACEHOLDER = "XXX";

/**
 * What a property does, in one or two sentences of plain text with `code` for names and values.
 * Properties that no current release knows have a text too: what they did and what took over.
 * @param name as Kong spells it; `pluginserver_<name>_…` with any server name
 * @returns undefined for a name that no release ever knew, injected directives and vault settings of one's own among them
 */
export function textOf(name: string): string | undefined {
  const text = texts.get(name);
  if (text !== undefined) return text;
  const [, server, setting] = PLUGIN_SERVER.exec(name) ?? [];
  if (server === undefined) return undefined;
  return texts.get(`pluginserver_${PLACEHOLDER}_${setting}`)?.replaceAll(PLACEHOLDER, () => server);
}

/** The texts of all properties of all releases, by name. */
export function allTexts(): ReadonlyMap<string, string> {
  return texts;
}
