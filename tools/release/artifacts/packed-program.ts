import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { MORE, PACKED_FILE, packText, unpack } from "../../../server/cli/launch/packed-program.ts";
import { BUNDLES } from "../../build/bundles.ts";
import { buildLauncher } from "../../build/launcher.ts";
import { builtFiles, dist } from "../../build/project.ts";
import { NOT_FOR_THE_PROGRAM } from "../stage.ts";
import { compressInTurn } from "./compress-in-turn.ts";

const LAUNCHER = "kong-lint.cjs";
const LIBRARY = "index.cjs";
/** Data that every run reads: it comes with the core. */
const CORE_DATA = /^data\/kong-facts\./;
/** Data of one subject. */
const DATA = /^data\/([\w-]+)\./;
/** A part from this length on has a pack of its own, for runs that need others. In characters. */
const LEAST_PACK = 262_144;

/**
 * Writes the program packed: all parts in one file, the launcher that unpacks them, and the library, which asks the launcher.
 * @param folder gets the files
 * @throws Error where a pack does not come out as it went in
 */
export async function writePackedProgram(folder: string): Promise<void> {
  const parts = new Map(partNames().map((name) => [name, partText(name)]));
  const packs = packsOf(parts);
  const texts = new Map([...packs].map(([name, parts]) => [name, packText(parts)]));
  const { packed, places } = await compressInTurn(texts);
  const packing = { packs: places, places: placesOfParts(packs) };
  const { files } = await buildLauncher(Object.fromEntries(texts), packing);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, PACKED_FILE), packed);
  writeFileSync(join(folder, LAUNCHER), files.get(LAUNCHER) ?? "", { mode: 0o755 });
  writeFileSync(join(folder, LIBRARY), libraryText());
  for (const [name, place] of Object.entries(places))
    if (unpack(join(folder, PACKED_FILE), place).toString("latin1") !== texts.get(name))
      throw new Error(`the pack ${name} does not come out as it went in`);
}

/** What the command line, its language server and the library are made of, the launcher aside. */
function partNames(): readonly string[] {
  const code = builtFiles().filter(
    (name) =>
      name.endsWith(".cjs") && name !== LAUNCHER && (name === LIBRARY || !NOT_FOR_THE_PROGRAM.test(name)),
  );
  return [...code, ...readdirSync(join(dist, "data")).map((name) => `data/${name}`)].sort();
}

/** The text of a part within ASCII: the build writes code like that, and data may have letters beyond in strings only. */
function partText(name: string): string {
  const text = readFileSync(join(dist, name), "utf8");
  return text.replace(/[^\0-\x7f]/g, (letter) => {
    if (!name.endsWith(".json")) throw new Error(`${name} has a letter beyond ASCII`);
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** The packs by name, in the order in which they are packed: what runs need sooner comes first. */
function packsOf(parts: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const packs = new Map([...BUNDLES, MORE].map((name) => [name, new Map<string, string>()]));
  for (const [part, text] of parts) {
    const name = packOf(part, text);
    const pack = packs.get(name) ?? new Map<string, string>();
    packs.set(name, pack.set(part, text));
  }
  return packs;
}

/** The packs of the parts by name, those that are in no special one left out. */
function placesOfParts(
  packs: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Readonly<Record<string, string>> {
  const special = [...packs].filter(([name]) => name !== MORE);
  return Object.fromEntries(
    special.flatMap(([name, parts]) => [...parts.keys()].map((part) => [part, name])),
  );
}

function packOf(part: string, text: string): string {
  const stem = part.replace(/\.\w+$/, "");
  if (CORE_DATA.test(part)) return "core";
  const isOwn = text.length >= LEAST_PACK || BUNDLES.some((name) => name === stem);
  return DATA.exec(part)?.[1] ?? (isOwn ? stem : MORE);
}

/** The library. The names of its exports are written out for those who `import` it: Node finds them in the text. */
function libraryText(): string {
  const names = Object.keys(createRequire(import.meta.url)(join(dist, LIBRARY)));
  const library = `require("./${LAUNCHER}").load("./${LIBRARY}")`;
  return `module.exports = ${library};\n0 && (module.exports = { ${names.join(", ")} });\n`;
}
