import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { walkFolder } from "../../../server/cli/lint/walk-folder.ts";
import { isNoSetting } from "../../../server/formats/shared/kong-setting-names.ts";
import { nodeFiles } from "../../../server/platform/node.ts";
import { environmentOf } from "../containers/environments.ts";
import { FORMATS, settingsIn } from "./settings-in-text.ts";

/** How many of the settings of a kind of file arrive in a process of Kong. */
export interface Reach {
  readonly format: string;
  readonly files: number;
  /** What the index of the corpus counts: each name in the text, be it in a comment, and keys below it. */
  readonly inIndex: number;
  /** Variables that the texts set, each once a file. */
  readonly set: number;
  readonly asText: number;
  /** Known at run time only: a parameter of a stack, a Secret, a variable that nothing sets. */
  readonly atRunTime: number;
  /** Of another program, or of a process that does not get it, by the table of judgments. */
  readonly notKongs: number;
  readonly missing: readonly string[];
  /** Files with settings that arrive, if the file is named, and that are not found in their folder. */
  readonly unfound: readonly string[];
}

interface IndexEntry {
  readonly file: string;
  readonly path: string;
  readonly carrier: string;
  readonly settings: number;
}

const TABLE = fileURLToPath(new URL("../judged/reach.md", import.meta.url));

/** Counts the settings that arrive, by what `environment` says of each file in a folder of its own. */
export async function reachOf(corpus: string, formats = FORMATS): Promise<readonly Reach[]> {
  const index = JSON.parse(readFileSync(join(corpus, "index.json"), "utf8")) as IndexEntry[];
  const judged = judgedIn(readFileSync(TABLE, "utf8"));
  const all: Reach[] = [];
  for (const format of formats) {
    const entries = index.filter((each) => each.carrier === format);
    if (entries.length === 0) continue;
    const tally = {
      set: 0,
      asText: 0,
      atRunTime: 0,
      notKongs: 0,
      missing: [] as string[],
      unfound: [] as string[],
    };
    for (const { file, path } of entries) {
      const text = readFileSync(join(corpus, file), "utf8");
      const names = settingsIn(format, text);
      const { states, isFound } = names.length === 0 ? NOTHING : await arrivals(path, text);
      if (states.size > 0 && !isFound && !judged.has(file)) tally.unfound.push(file);
      for (const name of names) {
        tally.set++;
        const state = states.get(name);
        if (state === "text") tally.asText++;
        else if (state !== undefined) tally.atRunTime++;
        else if (isNoSetting(name) || isApplied(name, states) || judged.has(`${file} ${name}`))
          tally.notKongs++;
        else tally.missing.push(`${file} ${name}`);
      }
    }
    const inIndex = entries.reduce((sum, { settings }) => sum + settings, 0);
    all.push({ format, files: entries.length, inIndex, ...tally });
  }
  return all;
}

/** The table that people read. */
export function reachTable(all: readonly Reach[]): readonly string[] {
  const head = "format        files  not found  in index  set  text  at run time  not Kong's  missing  share";
  return [
    head,
    ...all.flatMap(({ format, files, unfound, inIndex, set, asText, atRunTime, notKongs, missing }) => [
      [
        format.padEnd(14),
        ...[files, unfound.length, inIndex, set, asText, atRunTime, notKongs, missing.length].map(
          (count, column) => String(count).padStart([5, 11, 10, 5, 6, 13, 12, 9][column] ?? 5),
        ),
        `${(shareOf(asText, missing.length) * 100).toFixed(1)} %`.padStart(9),
      ].join(""),
      ...missing.map((each) => `  ${each}`),
      ...unfound.map((each) => `  ${each} is not found in its folder`),
    ]),
  ];
}

/** The share of what a reader of the text can know that arrives as text. */
export function shareOf(asText: number, missing: number): number {
  return asText + missing === 0 ? 1 : asText / (asText + missing);
}

/** The entrypoint of the image makes `KONG_X` of `KONG_X_FILE`. */
function isApplied(name: string, states: ReadonlyMap<string, string>): boolean {
  return name.endsWith("_FILE") && states.has(name.slice(0, -"_FILE".length));
}

/** What arrives of a file that stands alone in a folder. */
interface Arrivals {
  /** The state of each variable of its processes; `text` where it is known in one of them. */
  readonly states: ReadonlyMap<string, string>;
  /** Whether the file is found by those who name the folder only. */
  readonly isFound: boolean;
}

const NOTHING: Arrivals = { states: new Map(), isFound: false };

async function arrivals(path: string, text: string): Promise<Arrivals> {
  const folder = mkdtempSync(join(tmpdir(), "kong-lint-reach-"));
  try {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    const states = new Map<string, string>();
    for (const { variables } of (await environmentOf(folder, path))?.units ?? [])
      for (const { name, state } of variables) if (states.get(name) !== "text") states.set(name, state);
    const { paths } = await walkFolder(folder, { files: nodeFiles, folder, gitignore: false });
    return { states, isFound: paths.length > 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rows of the tables: `file variable` of settings that do not arrive, `file` of files that are not found. */
function judgedIn(table: string): ReadonlySet<string> {
  return new Set(
    [...table.matchAll(/^\| (\S+\/\S+) \| ([^|]+) \|(.*)/gm)].flatMap(
      ([, file = "", names = "", why = ""]) =>
        why === "" ? [file] : [...names.matchAll(/KONG_\w+/g)].map(([name]) => `${file} ${name}`),
    ),
  );
}
