import { matchesWildcard, readWildcard } from "./wildcard.ts";

/**
 * A test for names that are settings of the user's own. Patterns may be written as properties or as variables
 * (`KONG_MY_PLUGIN_*`); `*` stands for any characters, `?` for one.
 */
export function extraPropertyTest(patterns: readonly string[]): (property: string) => boolean {
  const wildcards = patterns.map((pattern) => readWildcard(pattern.replace(/^kong_/i, ""), "name"));
  return (property) => wildcards.some((wildcard) => matchesWildcard(wildcard, property));
}
