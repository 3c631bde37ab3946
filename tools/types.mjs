/**
 * Writes `dist/index.d.cts`: the types of the public API as one file. The compiler emits a declaration for each module; those
 * that `server/index.ts` reaches are put one after the other, and only what the index names stays exported.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const IMPORT = /^(?:import|export)\s(?:[^;]*?\sfrom\s)?"(?<path>[^"]+)";\n/gm;

/** What a module imports comes before its own text; a module that was already written adds nothing. */
function declarations(file, written) {
  if (written.has(file)) return "";
  written.add(file);
  const text = readFileSync(file.replace(/\.ts$/, ".d.ts"), "utf8");
  const paths = [...text.matchAll(IMPORT)].map(({ groups }) => groups.path);
  for (const path of paths) if (!path.startsWith(".")) throw new Error(`the public types need ${path}`);
  const needed = paths.map((path) => declarations(join(dirname(file), path), written)).join("");
  const own = text.replace(IMPORT, "").replace(/^export \{\};\n/gm, "");
  return needed + own.replace(/^export (?=declare |interface |type \w)/gm, "");
}

const emitted = mkdtempSync(join(tmpdir(), "kong-lint-types-"));
try {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const flags = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--outDir", emitted];
  spawnSync(process.execPath, [compiler, "-p", join(root, "tsconfig.json"), ...flags]);
  const index = readFileSync(join(emitted, "server/index.d.ts"), "utf8");
  const exported = [...index.matchAll(/^export (?:type )?\{([^}]*)\} from/gm)].map(([, names]) => names);
  const functions = [...index.matchAll(/^export declare function (\w+)/gm)].map(([, name]) => name);
  const names = exported
    .concat(functions)
    .join(",")
    .split(",")
    .map((name) => name.trim())
    .sort();
  const text = declarations(join(emitted, "server/index.ts"), new Set());
  writeFileSync(join(root, "dist/index.d.cts"), `${text}export { ${names.join(", ")} };\n`);
} finally {
  rmSync(emitted, { recursive: true, force: true });
}
