/** What makes Kong look at a name in any case: the namespaces of nginx, vaults and plugin servers, through 2.2 inside a name too. */
const ANY_CASE = /(?:nginx|vault|pluginserver)_./i;

/**
 * The property that Kong looks up for a variable; undefined for variables that are none of Kong's. Letters are lowered, except where a
 * name in mixed case shows that it is no property: Kong looks up `KONG_` and capitals only. A name with other characters (`KONG_A `)
 * reaches the process, and is a property that no release has.
 */
export function propertyOfVariable(variable: string): string | undefined {
  const rest = /^kong_([\s\S]+)$/i.exec(variable)?.[1];
  if (rest === undefined) return undefined;
  if (ANY_CASE.test(rest)) return rest.toLowerCase();
  if (!variable.startsWith("KONG_")) return undefined;
  return /[a-z]/.test(rest) ? rest : rest.toLowerCase();
}

/** The variable of the process that sets a property: `KONG_LOG_LEVEL` for `log_level`. ASCII letters alone change. */
export function variableName(property: string): string {
  return `KONG_${property.replace(/[a-z]+/g, (letters) => letters.toUpperCase())}`;
}

/** The variable of Kong that a name is but for blanks or a word before it: `KONG_A `, `export KONG_A`. */
export function nearKongVariable(name: string): string | undefined {
  const match = /(?:^|\s)(KONG_[A-Za-z0-9_]+)\s*$/.exec(name);
  return match?.[1] === name ? undefined : match?.[1];
}

/** What stands in any text that configures Kong by variables, in any letter case that counts. */
export const MENTIONS_KONG = /kong/i;
