import namespaces from "./namespaces.json" with { type: "json" };

const texts: ReadonlyMap<string, string> = new Map(Object.entries(namespaces));

/**
 * What a dynamic namespace does: where Kong injects its directives, or whose settings it holds.
 * @param prefix as in `DynamicPrefix.prefix`: `nginx_http_`
 * @returns undefined for a prefix that no release knows
 */
export function namespaceTextOf(prefix: string): string | undefined {
  return texts.get(prefix);
}
