import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./project.ts";

const IMPORT = /^(?:import|export)\s(?:[^;]*?\sfrom\s)?"(?<path>[^"]+)";\n/gm;

/**
 * The types of the public API as one file, `dist/index.d.cts`. The compiler emits a declaration for each module; those that
 * `server/index.ts` reaches are put one after the other, and only what the index names stays exported.
 */
export function publicTypes(): string {
  const emitted = mkdtempSync(join(tmpdir(), "kong-lint-types-"));
  try {
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const flags = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--outDir", emitted];
    spawnSync(process.execPath, [compiler, "-p", join(root, "tsconfig.json"), ...flags]);
    const index = readFileSync(join(emitted, "server/index.d.ts"), "utf8");
    const text = declarations(join(emitted, "server/index.ts"), new Set());
    return `${text}export { ${exportedNames(index).join(", ")} };\n`;
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}

function exportedNames(index: string): readonly string[] {
  const lists = [...index.matchAll(/^export (?:type )?\{([^}]*)\} from/gm)].map(([, names = ""]) => names);
  const functions = [...index.matchAll(/^export declare function (\w+)/gm)].map(([, name = ""]) => name);
  return [...lists.flatMap((names) => names.split(",")), ...functions].map((name) => name.trim()).sort();
}

/** What a module imports comes before its own text; a module that was already written adds nothing. */
function declarations(file: string, written: Set<string>): string {
  if (written.has(file)) return "";
  written.add(file);
  const text = readFileSync(file.replace(/\.ts$/, ".d.ts"), "utf8");
  const paths = [...text.matchAll(IMPORT)].map(({ groups }) => groups?.path ?? "");
  for (const path of paths) if (!path.startsWith(".")) throw new Error(`the public types need ${path}`);
  const needed = paths.map((path) => declarations(join(dirname(file), path), written)).join("");
  const own = text.replace(IMPORT, "").replace(/^export \{\};\n/gm, "");
  return needed + own.replace(/^export (?=declare |interface |type \w)/gm, "");
}
