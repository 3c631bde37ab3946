/** The list of what a worker loads, made by the build. */
const LIST = "worker.json";

/** What the list says: the bundles of the programs, and the files besides. */
interface WorkerList {
  readonly bundles: readonly string[];
  readonly files: readonly string[];
}

/** Reads a file of the folder `dist` by its path below that folder. */
export type ReadFile = (name: string) => Promise<Uint8Array>;

/**
 * The language server as one script for a web worker: the files that Node runs, each as a function, and a loader in place of
 * Node's. So the extension holds the server once.
 * @returns the parts of the script in their order; bytes are UTF-8
 */
export async function workerScript(read: ReadFile): Promise<(string | Uint8Array)[]> {
  const list: WorkerList = JSON.parse(new TextDecoder().decode(await read(LIST)));
  const [bundles, files] = await Promise.all([
    // Each of these is a function already.
    Promise.all(
      list.bundles.map(async (name) => [`${JSON.stringify(name)}:`, await read(`${name}.cjs`), ",\n"]),
    ),
    Promise.all(
      list.files.map(async (name) => {
        const start = name.endsWith(".json") ? "module.exports=" : "";
        return [
          `${JSON.stringify(`./${name}`)}:(function(module,exports,require){${start}`,
          await read(name),
          "\n}),\n",
        ];
      }),
    ),
  ]);
  return ["(()=>{const bundles={", ...bundles.flat(), "};const files={", ...files.flat(), `};${LOADER}})();`];
}

/** Opens bundles and loads files as the program for Node does it. */
const LOADER = `
const open=(name)=>{const holder={exports:{}};bundles[name](holder,load,open);return holder.exports;};
const loaded=new Map([["./kong-lint.cjs",{exports:{}}]]);
const load=(name)=>{
  let module=loaded.get(name);
  if(module===undefined){loaded.set(name,module={exports:{}});files[name](module,module.exports,load);}
  return module.exports;
};
loaded.get("./kong-lint.cjs").exports.core=open("core");
load("./worker.cjs");
`;
