import { type LuaModule, type RequireModule, readLuaModule } from "./lua-module.ts";
import type { SourceTree } from "./source-tree.ts";

/** The Lua modules of one release of Kong, each read once. */
export interface KongModules {
  /** The module that `require` takes by this name, such as `kong.constants`. */
  readonly require: RequireModule;
  /** The files that make up the loader, in the order in which they are asked for something. */
  readonly loader: readonly LuaModule[];
}

/** The loader's files: one file until 2.0, a folder of two until 3.5, of more since. */
const LOADER = [
  "kong.conf_loader",
  "kong.conf_loader.constants",
  "kong.conf_loader.parse",
  "kong.conf_loader.listeners",
];

/** @throws Error where the tree has no loader that can be read */
export function kongModules(tree: SourceTree): KongModules {
  const modules = new Map<string, LuaModule | undefined>();
  const requireModule: RequireModule = (name) => {
    if (modules.has(name)) return modules.get(name);
    // A module that requires itself, by whatever way, gets nothing.
    modules.set(name, undefined);
    const module = name.startsWith("kong.") ? readModule(name) : undefined;
    modules.set(name, module);
    return module;
  };
  const readModule = (name: string): LuaModule | undefined => {
    const stem = name.replaceAll(".", "/");
    for (const path of [`${stem}.lua`, `${stem}/init.lua`]) {
      const text = tree.read(path);
      if (text !== undefined) return readLuaModule(path, text, requireModule);
    }
    return undefined;
  };
  const loader = LOADER.map(requireModule).filter((module) => module !== undefined);
  if (loader.length === 0) throw new Error(`${tree.name} has no kong/conf_loader: it is no source of Kong`);
  return { require: requireModule, loader };
}

/** Whether a tree is a source of Kong with a `kong.conf`, which is so since 0.9. */
export function isKongSource(tree: SourceTree): boolean {
  return (
    tree.read("kong/templates/kong_defaults.lua") !== undefined &&
    ["kong/conf_loader.lua", "kong/conf_loader/init.lua"].some((path) => tree.read(path) !== undefined)
  );
}
