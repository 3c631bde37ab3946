import type { Analysis, UnitAnalysis } from "../../engine/analyze.ts";
import type { Location } from "../../model/location.ts";
import { ownAssignments } from "./assignment-at.ts";

/**
 * The process that a place of a document is about: that of the format's own cursor, else the first that has a setting there,
 * else the one with the smallest extent round it, else the first of the document.
 */
export function unitAt(analysis: Analysis, offset: number): UnitAnalysis {
  const { units, linked } = analysis;
  const [only, ...others] = units;
  if (only === undefined || others.length === 0) return only ?? analysis;
  const { source } = linked;
  const cursor = source.format.cursor?.(source, linked.units, offset);
  const named = cursor?.kind === "name" ? units.find(({ unit }) => unit.id === cursor.unit) : undefined;
  if (named !== undefined) return named;
  const holder = units.find(({ unit }) => ownAssignments(unit).some((each) => holds(each.span, offset)));
  if (holder !== undefined) return holder;
  const round = units
    .filter(({ unit }) => unit.extent.source === source.document.path && holds(unit.extent, offset))
    .sort((a, b) => length(a.unit.extent) - length(b.unit.extent));
  return round[0] ?? only;
}

/** The analysis with the process at a place as the one that it is about. */
export function analysisAt(analysis: Analysis, offset: number): Analysis {
  const { unit, release, catalog, reading } = unitAt(analysis, offset);
  return unit === analysis.unit ? analysis : { ...analysis, unit, release, catalog, reading };
}

function holds({ start, end }: Location, offset: number): boolean {
  return start <= offset && offset <= end;
}

function length({ start, end }: Location): number {
  return end - start;
}
