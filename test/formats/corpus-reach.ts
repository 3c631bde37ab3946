import { readFileSync } from "node:fs";
import { join } from "node:path";
import { effectiveAssignments } from "../../server/formats/shared/effective.ts";
import { textOf } from "../../server/model/value.ts";
import { CORPUS_FOLDERS } from "./case-kinds.ts";
import { Files } from "./judge-case.ts";

/** A file of the corpus, as its index lists it. */
interface IndexEntry {
  readonly file: string;
  readonly path: string;
  readonly carrier: string;
  readonly settings: number;
}

/** A line that sets a variable, rather than a comment or a mention: an item, a key, an assignment. */
const SETS = /^[ \t]*(?:-[ \t]+)?(?:export[ \t]+)?["']?(KONG_[A-Z0-9_]+)["']?[ \t]*(?:[:=]|\r?$)/gm;

/** A variable as a pair of a name and a value, in YAML and in JSON; one whose value comes from elsewhere has no text. */
const PAIRS =
  /["']?name["']?:[ \t]*["']?(KONG_[A-Z0-9_]+)["']?[ \t]*,?\s*["']?value["']?:[ \t]*(?![^\n]*\$\{)(?:\S)/gi;

/** A variable of a unit of systemd, and one of a job of Nomad. */
const UNIT = /^(?:Environment=["']?|[ \t]*(?=KONG_[A-Z0-9_]+[ \t]*=[ \t]*"))(KONG_[A-Z0-9_]+)[ \t]*=/gm;

/** How many settings of the files of a corpus arrive as text, per format. A setting counts once a file. */
export function reachOf(folder: string, verbose: boolean): string[] {
  const index = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as IndexEntry[];
  return Object.entries(CORPUS_FOLDERS).flatMap(([carrier, format]) => {
    const lines: string[] = [];
    let counted = 0;
    let set = 0;
    let arrived = 0;
    for (const entry of index.filter((each) => each.carrier === carrier)) {
      const text = readFileSync(join(folder, entry.file), "utf8");
      const name = entry.path.slice(entry.path.lastIndexOf("/") + 1);
      const written = new Set(
        [SETS, PAIRS, UNIT].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? "")),
      );
      const texts = arrivingIn(name, text);
      const missing = [...written].filter((variable) => !texts.has(variable));
      counted += entry.settings;
      set += written.size;
      arrived += written.size - missing.length;
      if (verbose && missing.length > 0) lines.push(`  ${entry.file}: ${missing.join(" ")}`);
    }
    const share = set === 0 ? 100 : (arrived / set) * 100;
    return [
      `${format.padEnd(12)}${arrived}/${set} settings arrive as text (${share.toFixed(1)} %); the index counts ${counted} names`,
      ...lines,
    ];
  });
}

function arrivingIn(name: string, text: string): ReadonlySet<string> {
  const files = new Files({ [name]: text });
  const source = files.source(name);
  const { units } =
    source === undefined
      ? { units: [] }
      : source.format.link(source, { surroundings: {}, resolve: files.resolve, list: files.list });
  return new Set(
    units.flatMap((unit) =>
      [...effectiveAssignments(unit)].flatMap(([variable, { value }]) =>
        value.kind === "text" && textOf(value) !== undefined ? [variable] : [],
      ),
    ),
  );
}
