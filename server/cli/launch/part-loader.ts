import { Script } from "node:vm";
import type { Load } from "./bundle.ts";

/** A program whose parts are not files that Node could load. */
export interface PartSource {
  /** What parts get that ask for the launcher. */
  readonly launcher: unknown;
  /** The text of a part, and of data. */
  text(file: string): string;
  /** The name of a part in traces. */
  traced(file: string): string;
  /** What a part is told as its own path. */
  filename(file: string): string;
  /** Loads a module of Node. */
  readonly nodeModule: Load;
}

type Run = (module: { exports: unknown }, exports: unknown, require: Load, filename: string) => void;

const HEAD = "(function(module,exports,require,__filename){";

/** Loads the parts of a program as Node loads files: each is run once. */
export function partLoader({ launcher, text, traced, filename, nodeModule }: PartSource): Load {
  const modules = new Map<string, { exports: unknown }>();
  return function load(name) {
    if (name === "./kong-lint.cjs") return launcher;
    if (!name.startsWith("./")) return nodeModule(name);
    const file = name.slice(2);
    if (file.endsWith(".json")) return JSON.parse(text(file));
    const known = modules.get(file);
    if (known !== undefined) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    modules.set(file, module);
    const options = { filename: traced(file), columnOffset: -HEAD.length };
    const run = new Script(`${HEAD}${text(file)}\n})`, options).runInThisContext() as Run;
    run(module, module.exports, load, filename(file));
    return module.exports;
  };
}
