import type { Finding } from "../findings/finding.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import type { UnitId } from "../model/location.ts";

/** A finding with the processes that it is true for. */
export interface UnitFinding extends Finding {
  /** Empty: it is about the source itself. */
  readonly units: readonly UnitId[];
  /** What names the place over edits elsewhere: the property, and the process where a source has several. */
  readonly address: string;
}

/** A process with what the rules found. */
interface Found {
  readonly unit: ConfigUnit;
  readonly findings: readonly Finding[];
}

/**
 * The findings of all processes of a source. What a rule says about one place and one property is one finding, however many
 * processes share the characters. That something has no effect is true only if it has none in every process that has it.
 * @param about findings about the source itself
 */
export function mergeUnits(found: readonly Found[], about: readonly Finding[]): readonly UnitFinding[] {
  const [only, ...others] = found;
  const own = about.map((finding) => ({ ...finding, units: [], address: finding.property ?? "" }));
  if (only === undefined) return own;
  if (others.length === 0) return [...only.findings.map((finding) => ofUnit(finding, only.unit)), ...own];
  const merged = new Map<string, UnitFinding>();
  for (const { unit, findings } of found) {
    for (const [key, finding] of keyed(findings)) {
      const known = merged.get(key);
      if (known === undefined) merged.set(key, ofUnit(finding, unit));
      else
        merged.set(key, { ...known, units: [...known.units, unit.id], fixes: sharedFixes(known, finding) });
    }
  }
  return [...[...merged.values()].filter((finding) => holdsForAll(finding, found)), ...own];
}

function ofUnit(finding: Finding, { id }: ConfigUnit): UnitFinding {
  const property = finding.property ?? "";
  return { ...finding, units: [id], address: id === "" ? property : `${id}/${property}` };
}

/** The findings of one process by rule, place, property and the ordinal among those. */
function keyed(findings: readonly Finding[]): readonly (readonly [string, Finding])[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { rule, span, property } = finding;
    const place = `${rule} ${span.source} ${span.start} ${span.end} ${property}`;
    const ordinal = seen.get(place) ?? 0;
    seen.set(place, ordinal + 1);
    return [`${place} ${ordinal}`, finding] as const;
  });
}

/** A fix of characters that several processes share is right only if each of them has it. */
function sharedFixes(a: Finding, b: Finding): Finding["fixes"] {
  return a.fixes.filter(({ title, applicability }) =>
    b.fixes.some((other) => other.title === title && other.applicability === applicability),
  );
}

function holdsForAll(finding: UnitFinding, found: readonly Found[]): boolean {
  if (!finding.tags.includes("unnecessary")) return true;
  const { span } = finding;
  const having = found.filter(({ unit }) =>
    unit.assignments.some(
      ({ lineSpan }) =>
        lineSpan.source === span.source && lineSpan.start <= span.start && span.end <= lineSpan.end,
    ),
  );
  return having.every(({ unit }) => finding.units.includes(unit.id));
}
