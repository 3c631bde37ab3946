import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Plugin } from "esbuild";

/** Shorter data is not worth a call of the JSON parser. In characters. */
const LEAST_TEXT = 4096;
/** Data from this length on is a file of its own. In characters. */
const LEAST_FILE = 65_536;

/** Large data parses faster as JSON than as a JavaScript literal. */
export const jsonAsText: Plugin = {
  name: "json-as-text",
  setup(build) {
    build.onLoad({ filter: /\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, "utf8")));
      return text.length < LEAST_TEXT
        ? undefined
        : { contents: `export default JSON.parse(${JSON.stringify(text)});`, loader: "js" };
    });
  },
};

/**
 * Large data is a file of its own for each of its parts, so that a run reads what its edition needs, and compiled code is
 * not kept together with data.
 * @param files gets what the programs of Node read when they are first asked for it: name below `data/` and text
 */
export function jsonAsFiles(files: Map<string, string>): Plugin {
  return {
    name: "json-as-files",
    setup(build) {
      build.onLoad({ filter: /\.json$/ }, ({ path }) => {
        const value: object = JSON.parse(readFileSync(path, "utf8"));
        if (JSON.stringify(value).length < LEAST_FILE) return undefined;
        const getters = Object.entries(value).map(([part, content]) => {
          const name = `${basename(path, ".json")}.${part}.json`;
          files.set(name, JSON.stringify(content));
          return getter(part, `./data/${name}`);
        });
        return { contents: `export default {${getters.join(",")}};`, loader: "js" };
      });
      build.onResolve({ filter: /^\.\/data\// }, ({ path }) => ({ path, external: true }));
    },
  };
}

function getter(part: string, file: string): string {
  const key = JSON.stringify(part);
  const value = `require(${JSON.stringify(file)})`;
  return `get ${key}(){const value=${value};Object.defineProperty(this,${key},{value});return value}`;
}
