import { describeRelease, formatRelease } from "../../schemas/release.ts";
import type { FileReport, UnitReport } from "../engine/report.ts";
import type { ResolvedRelease } from "../engine/resolve-release.ts";

/** The release against which all processes of a file are checked; undefined where they differ. */
export function agreedRelease({ units }: Pick<FileReport, "units">): ResolvedRelease | undefined {
  const [first, ...others] = units;
  if (first === undefined) return undefined;
  const release = formatRelease(first.release.release);
  return others.every((unit) => formatRelease(unit.release.release) === release) ? first.release : undefined;
}

/** The release of the processes that a finding is true for; undefined where they differ. */
export function findingRelease(file: FileReport, units: readonly string[]): ResolvedRelease | undefined {
  return agreedRelease({ units: units.length === 0 ? file.units : file.units.filter(isOneOf(units)) });
}

function isOneOf(ids: readonly string[]): (unit: UnitReport) => boolean {
  return ({ id }) => ids.includes(id);
}

/** The name of a process for people; its address where nobody named it. */
function unitName({ id, name }: UnitReport): string {
  return name ?? id;
}

/**
 * Against which release a file is checked, and why: `Kong 3.9.3, from the settings`; where its processes differ, each with
 * its name before it.
 * @param join how a release and its reason become one phrase; both are given as they are
 * @param shown the name of a process as the words need it
 */
export function releaseWords(
  file: FileReport,
  join: (release: string, reason: string) => string = (release, reason) => `${release}, ${reason}`,
  shown: (name: string) => string = (name) => name,
): string {
  const phrase = ({ release, reason }: ResolvedRelease) => join(describeRelease(release), reason);
  const agreed = agreedRelease(file);
  if (agreed !== undefined) return phrase(agreed);
  return file.units.map((unit) => `${shown(unitName(unit))}: ${phrase(unit.release)}`).join("; ");
}
