import type { LuaModule } from "./lua-module.ts";
import { asText } from "./lua-value.ts";

/** One built-in default. */
export interface LoaderDefault {
  /** As written; null where the property is unset. */
  readonly default: string | null;
  /** The line in the file of the defaults, from 1. */
  readonly line: number;
}

/**
 * The built-in defaults: the text that `kong.templates.kong_defaults` returns, lines of `name = value`, where `NONE` and
 * an empty value stand for unset.
 */
export function readDefaults(module: LuaModule): ReadonlyMap<string, LoaderDefault> {
  const defaults = new Map<string, LoaderDefault>();
  (asText(module.value) ?? "").split("\n").forEach((line, at) => {
    const [, name, value = ""] = /^(\w+)\s*=(.*)$/.exec(line.trim()) ?? [];
    if (name === undefined) return;
    const text = value.trim();
    defaults.set(name, { default: text === "" || text === "NONE" ? null : text, line: at + 2 });
  });
  return defaults;
}
