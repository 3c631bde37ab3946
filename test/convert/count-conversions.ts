import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { nodePlatform } from "../../server/platform/node.ts";
import { DEFAULT_SETTINGS } from "../../server/workspace/file-settings.ts";
import { Snapshot } from "../../server/workspace/snapshot.ts";
import { namedSource } from "../../server/workspace/source-path.ts";
import { Workspace } from "../../server/workspace/workspace.ts";
import { compareConversion, testTargets } from "./compare-conversion.ts";

/** What came of the processes of one kind. */
export interface Counts {
  readonly processes: number;
  readonly equal: number;
  readonly left: number;
  readonly wrong: number;
}

/** What came of all conversions of the files of folders. */
export interface Conversions {
  readonly files: number;
  /** By `a Compose file to helm`, and `all to helm`. */
  readonly pairs: ReadonlyMap<string, Counts>;
  /** How often each reason for leaving a setting out was given. */
  readonly reasons: ReadonlyMap<string, number>;
  /** What arrives otherwise, and is not said to. */
  readonly wrong: readonly string[];
  /** Settings that a target cannot say. */
  readonly left: readonly string[];
}

/** Converts every Kong process of the files in folders to every target. */
export async function countConversions(folders: readonly string[]): Promise<Conversions> {
  const targets = await testTargets();
  const pairs = new Map<string, Counts>();
  const reasons = new Map<string, number>();
  const wrong: string[] = [];
  const left: string[] = [];
  let files = 0;
  for (const path of folders.flatMap(filesIn)) {
    const opened = await open(path);
    if (opened === undefined) continue;
    files++;
    const { linked } = opened.source;
    for (const unit of linked.units)
      for (const target of targets) {
        const comparison = compareConversion(linked, unit, target);
        if (comparison === undefined) continue;
        const where = `${path} ${unit.id} to ${target.label}`;
        add(pairs, `${linked.source.format.title} to ${target.label}`, comparison);
        add(pairs, `all to ${target.label}`, comparison);
        if (comparison.wrong.length > 0) wrong.push(`${where}: ${comparison.wrong.join(", ")}`);
        for (const { name, why } of comparison.conversion.notConverted) {
          reasons.set(why, (reasons.get(why) ?? 0) + 1);
          if (why.startsWith("the target")) left.push(`${where}: ${name}`);
        }
      }
  }
  return { files, pairs, reasons, wrong, left };
}

function add(
  counts: Map<string, Counts>,
  key: string,
  { equal, left, wrong }: { equal: number; left: number; wrong: readonly string[] },
): void {
  const before = counts.get(key) ?? { processes: 0, equal: 0, left: 0, wrong: 0 };
  counts.set(key, {
    processes: before.processes + 1,
    equal: before.equal + equal,
    left: before.left + left,
    wrong: before.wrong + wrong.length,
  });
}

function filesIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

async function open(path: string) {
  const { files } = nodePlatform();
  const workingFolder = join(path, "..");
  const workspace = new Workspace({
    snapshot: Snapshot.of(files),
    folder: workingFolder,
    settings: async () => DEFAULT_SETTINGS,
  });
  const { opened } = await workspace.open(namedSource(path, workingFolder), { asEnvironment: true });
  return opened.kind === "opened" ? opened : undefined;
}
