/**
 * A test for names that are settings of the user's own. Patterns may be written as properties or as variables
 * (`KONG_MY_PLUGIN_*`); `*` stands for any characters, `?` for one.
 */
export function extraPropertyTest(patterns: readonly string[]): (property: string) => boolean {
  const expressions = patterns.map((pattern) => {
    const name = pattern.toLowerCase().replace(/^kong_/, "");
    const source = name
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
    return new RegExp(`^${source}$`);
  });
  return (property) => expressions.some((expression) => expression.test(property.toLowerCase()));
}
