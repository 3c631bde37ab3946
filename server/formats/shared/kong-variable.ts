/** The variable of the process that sets a property: `KONG_LOG_LEVEL` for `log_level`. ASCII letters alone change. */
export function variableName(property: string): string {
  return `KONG_${property.replace(/[a-z]+/g, (letters) => letters.toUpperCase())}`;
}
