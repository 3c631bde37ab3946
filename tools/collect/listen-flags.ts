import type { CollectedListener } from "../facts/collected-facts.ts";
import type { KongModules } from "./kong-modules.ts";
import { findTable } from "./loader-tables.ts";
import { calleeName, type LuaModule, nodesIn } from "./lua-module.ts";
import { asTable, asText, fieldOf, type LuaValue, textsOf } from "./lua-value.ts";

/**
 * The listen properties and their flags. From 2.1 on the loader has a list of listeners and the flags of each subsystem;
 * from 0.13 to 2.0 it reads each listener by a call of its own.
 */
export function listenProperties(modules: KongModules): Record<string, CollectedListener> {
  const listeners: Record<string, CollectedListener> = {};
  for (const module of modules.loader)
    for (const node of nodesIn(module.tree)) {
      if (node.type !== "CallExpression") continue;
      const name = calleeName(node.base);
      if (name === "parse" && node.arguments.length === 2 && node.arguments[1])
        for (const item of asTable(module.evaluate(node.arguments[1]))?.list ?? [])
          Object.assign(listeners, describedListener(modules, item));
      const [value, flags] = node.arguments;
      if (name === "parse_listeners" && value?.type === "MemberExpression") {
        const list = flags === undefined ? commonFlags(module) : module.evaluate(flags);
        const subsystem =
          flags === undefined || (flags.type === "Identifier" && flags.name === "http_flags")
            ? "http"
            : flags.type === "Identifier"
              ? "stream"
              : null;
        listeners[value.identifier.name] = { subsystem, flags: flagTexts(list) };
      }
    }
  return listeners;
}

function describedListener(modules: KongModules, item: LuaValue): Record<string, CollectedListener> {
  const name = asText(fieldOf(item, "name"));
  if (name === undefined) return {};
  const subsystem = asText(fieldOf(item, "subsystem"));
  if (subsystem !== "http" && subsystem !== "stream")
    return { [name]: { subsystem: null, flags: flagTexts(fieldOf(item, "flags")) } };
  const flags = fieldOf(findTable(modules, ["subsystem_flags"])?.table, subsystem);
  return { [name]: { subsystem, flags: flagTexts(flags) } };
}

/** Until 0.14 all listeners have the flags that the function itself lists. */
function commonFlags(module: LuaModule): LuaValue {
  for (const node of nodesIn(module.tree))
    if (node.type === "LocalStatement" && node.variables[0]?.name === "flags" && node.init[0]) {
      const value = module.evaluate(node.init[0]);
      if (textsOf(value) !== undefined) return value;
    }
  return undefined;
}

/** Flags as the facts write them: the patterns of Lua replaced by what they stand for. */
function flagTexts(value: LuaValue): readonly string[] {
  return (textsOf(value) ?? []).map((flag) =>
    flag.replace("%d+", "<int>").replace("%w*:%w*:%d*", "<idle>:<intvl>:<cnt>"),
  );
}
