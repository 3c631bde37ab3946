import type { EnvironmentReport } from "../../../server/engine/environment-report.ts";
import { environmentOf, variablesIn } from "./environments.ts";
import { kongLintIn } from "./program.ts";

/** A finding as the JSON report has it, as far as it matters here. */
interface ShownFinding {
  readonly rule: string;
  readonly property?: string;
  readonly fixes: readonly { readonly title: string; readonly applicability: string }[];
}

/**
 * Fixes a file with the unsafe fixes too, and compares what its processes get before and after: only variables that a fix speaks of
 * may differ, and they as it says.
 * @returns the changes that no fix spoke of; names alone, for values may be secrets
 */
export async function fixAndCompare(folder: string, path: string): Promise<readonly string[]> {
  const before = await environmentOf(folder, path);
  const pledges = await pledgesOf(folder, path);
  await kongLintIn(folder, [...LINT, "--fix", "--unsafe-fixes", "--", path]);
  const after = await environmentOf(folder, path);
  if (before === undefined || after === undefined) return before === after ? [] : ["no Kong process is left"];
  return differences(before, after, pledges);
}

const LINT: readonly string[] = ["lint", "--no-settings", "--format", "json", "--fail-on", "never"];

/** What the fixes that may be applied say that they do. */
async function pledgesOf(folder: string, path: string): Promise<readonly Pledge[]> {
  const { stdout } = await kongLintIn(folder, [...LINT, "--", path]);
  if (stdout === "") return [];
  const { files } = JSON.parse(stdout) as {
    readonly files: readonly { readonly findings: readonly ShownFinding[] }[];
  };
  return files.flatMap(({ findings }) =>
    findings.flatMap(({ property, fixes }) =>
      fixes
        .filter(({ applicability }) => applicability !== "display")
        .map(({ title }) => ({
          property: property?.toLowerCase(),
          title,
        })),
    ),
  );
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
