import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Sample } from "./samples.ts";
import type { Target } from "./target.ts";

const folder = fileURLToPath(new URL("./finds", import.meta.url));

/** An input that a target has failed with, and that the quick tests try again. */
export interface Find extends Sample {
  readonly target: string;
  /** What was wrong with it. */
  readonly why: string;
}

/** The finds of the repository, by the names of their files. */
export function keptFinds(): readonly (readonly [string, Find])[] {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name, JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as Find] as const);
}

/** @returns the name of the file */
export function keepFind(find: Find): string {
  mkdirSync(folder, { recursive: true });
  const print = createHash("sha256").update(find.path).update(find.text).digest("hex").slice(0, 8);
  const name = `${find.target}-${print}.json`;
  writeFileSync(`${folder}/${name}`, `${JSON.stringify(find, undefined, 2)}\n`);
  return name;
}

/** A smaller text is looked for with so many runs. */
const MOST_TRIES = 400;

/** The same failure with as little text as can be found in a while: lines are left out, then words, then characters. */
export async function smallest(target: Target, input: Sample, why: string): Promise<Sample> {
  let { text } = input;
  let tries = 0;
  const fails = async (candidate: string) => {
    if (tries++ > MOST_TRIES) return false;
    return kindOf(await failure(target, { ...input, text: candidate })) === kindOf(why);
  };
  for (const parts of [/(?<=\n)/, /(?<=[\s=,:])/, /(?:)/]) {
    const pieces = text.split(parts);
    for (let size = Math.ceil(pieces.length / 2); size > 0; size >>= 1)
      for (let at = 0; at < pieces.length; ) {
        const rest = [...pieces.slice(0, at), ...pieces.slice(at + size)];
        if (await fails(rest.join(""))) pieces.splice(at, size);
        else at += size;
      }
    text = pieces.join("");
  }
  return { ...input, text };
}

/** What a target says against an input; undefined where it holds. */
export async function failure(target: Target, input: Sample): Promise<string | undefined> {
  try {
    await target.run(input);
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

/** A failure without the numbers in it, which differ with the text. */
export function kindOf(why: string | undefined): string | undefined {
  return why?.replace(/\d+/g, "0").slice(0, 80);
}
