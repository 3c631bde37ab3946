import type { Quirks } from "../quirks.ts";

const NONE: readonly string[] = [];

/**
 * The dynamic names that a written name stands for. From Kong 2.3 on that is the name itself, when a prefix begins
 * it. Through 2.2 the prefix is searched anywhere, so `xnginx_http_foo` means a `nginx_http_foo` that has no value,
 * and one name may hold several prefixes.
 */
export function dynamicNamesIn(name: string, prefixes: readonly string[], quirks: Quirks): readonly string[] {
  let found: string[] | undefined;
  for (const prefix of prefixes) {
    const start =
      quirks.dynamicNames === "anchored" ? (name.startsWith(prefix) ? 0 : -1) : name.indexOf(prefix);
    if (start < 0 || name.length <= start + prefix.length) continue;
    found ??= [];
    found.push(name.slice(start));
  }
  return found ?? NONE;
}
