/** A variable that the process of Kong gets; injected nginx directives are taken in any letter case. */
const KONG_VARIABLE = /^(?:KONG_([\s\S]+)|kong_(nginx_\w+))$/;

/**
 * The property of a variable; undefined for variables that are none of Kong's. Letters are lowered, except where a name in mixed case shows
 * that it is no property: Kong looks up `KONG_` and capitals only. A name with other characters (`KONG_A `) reaches the process, and is a
 * property that no release has.
 */
export function propertyOfVariable(name: string): string | undefined {
  const match = KONG_VARIABLE.exec(name);
  if (match === null) return undefined;
  const rest = match[1] ?? match[2] ?? "";
  return /[a-z]/.test(rest) && !/^nginx_/i.test(rest) ? rest : rest.toLowerCase();
}

/** The variable that sets a property: `log_level` is `KONG_LOG_LEVEL`. */
export function variableOfProperty(property: string): string {
  return `KONG_${property.toUpperCase()}`;
}

/** Whether a name is that of a variable of Kong, but for blanks or a word before it: `KONG_A `, `export KONG_A`. */
export function nearKongVariable(name: string): string | undefined {
  const match = /(?:^|\s)(KONG_[A-Za-z0-9_]+)\s*$/.exec(name);
  return match?.[1] === name ? undefined : match?.[1];
}

/** What may stand in any text that configures Kong: the start of a variable, in any letter case that counts. */
export const MENTIONS_KONG = /kong/i;
