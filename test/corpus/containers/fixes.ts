import { join } from "node:path";
import type { EnvironmentReport } from "../../../server/engine/environment-report.ts";
import type { FileReport, ReportedFinding } from "../../../server/engine/report.ts";
import { nodePlatform } from "../../../server/platform/node.ts";
import { DEFAULT_SETTINGS } from "../../../server/workspace/file-settings.ts";
import { lintSource } from "../../../server/workspace/lint-source.ts";
import { Snapshot } from "../../../server/workspace/snapshot.ts";
import { Workspace } from "../../../server/workspace/workspace.ts";
import { environmentOf, variablesIn } from "./environments.ts";

/**
 * Fixes a file with the unsafe fixes too, and compares what its processes get before and after: only variables that a fix speaks of
 * may differ, and they as it says.
 * @returns the changes that no fix spoke of; names alone, for values may be secrets
 */
export async function fixAndCompare(folder: string, path: string): Promise<readonly string[]> {
  const before = await environmentOf(folder, path);
  const pledges = await fix(folder, path);
  const after = await environmentOf(folder, path);
  if (before === undefined || after === undefined) return before === after ? [] : ["no Kong process is left"];
  return differences(before, after, pledges);
}

/** Writes a file fixed, and gives what the fixes of each round say that they do. */
async function fix(folder: string, path: string): Promise<readonly Pledge[]> {
  const { files } = nodePlatform();
  const absolute = join(folder, path);
  const workspace = new Workspace({
    snapshot: Snapshot.of(files),
    folder,
    settings: async () => DEFAULT_SETTINGS,
  });
  const { opened, settings } = await workspace.open({ shown: path, absolute, named: true });
  if (opened.kind !== "opened" || !opened.mayBeFixed) return [];
  const pledges: Pledge[] = [];
  const select = async (report: FileReport) => {
    pledges.push(...report.findings.flatMap(pledgesOf));
    return report;
  };
  const { text, textBefore } = await lintSource(workspace, opened.source, settings, {
    select,
    fixing: "unsafe",
    fixesDrawn: false,
  });
  if (text !== textBefore) await files.write(absolute, text);
  return pledges;
}

function pledgesOf({ property, fixes }: ReportedFinding): readonly Pledge[] {
  return fixes
    .filter(({ applicability }) => applicability !== "display")
    .map(({ title }) => ({ property: property?.toLowerCase(), title }));
}

/** What a fix may change. */
export interface Pledge {
  readonly property: string | undefined;
  readonly title: string;
}

/** The changes between two environments that no fix spoke of. */
export function differences(
  before: EnvironmentReport,
  after: EnvironmentReport,
  pledges: readonly Pledge[],
): readonly string[] {
  const faults: string[] = [];
  const idsOf = ({ units }: EnvironmentReport) => units.map(({ id }) => id).join(" ");
  if (idsOf(before) !== idsOf(after)) return [`other processes: ${idsOf(before)} became ${idsOf(after)}`];
  before.units.forEach((unit, index) => {
    const then = variablesIn(unit);
    const now = variablesIn(after.units[index] ?? unit);
    for (const name of new Set([...then.keys(), ...now.keys()])) {
      if (then.get(name) === now.get(name) && then.has(name) === now.has(name)) continue;
      if (!isPledged(name, now.get(name), pledges)) faults.push(`${unit.id} ${name}`);
    }
    const refusals = (report: typeof unit) => report.problems.filter(({ refuses }) => refuses).length;
    if (refusals(after.units[index] ?? unit) > refusals(unit)) faults.push(`${unit.id} is refused`);
  });
  return faults;
}

/** Whether a fix speaks of the variable, and of the value that it got. */
function isPledged(name: string, value: string | null | undefined, pledges: readonly Pledge[]): boolean {
  const property = name.replace(/^KONG_/, "").toLowerCase();
  return pledges.some(({ property: own, title }) => {
    const [, setName, setTo] = /^Set `?(\w+) = ([^`]*)`?$/.exec(title) ?? [];
    if (setName !== undefined) return setName === property && setTo === value;
    const words: readonly string[] = title.match(/\w+/g) ?? [];
    return own === property || words.includes(property) || words.includes(name);
  });
}
