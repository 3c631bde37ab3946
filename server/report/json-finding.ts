import type { Position } from "../../grammar/text/line-index.ts";
import type { FileReport, ReportedFinding, ReportedFix } from "../engine/report.ts";
import { linesOf } from "./file-lines.ts";

/** A place in a text: lines and columns from 1, columns in UTF-16 units. */
export interface JsonPosition {
  readonly line: number;
  readonly column: number;
}

/** From `start` up to, but not including, `end`. */
export interface JsonRange {
  readonly start: JsonPosition;
  readonly end: JsonPosition;
}

/** A finding in the JSON report, version 1. */
export interface JsonFinding {
  readonly rule: string;
  readonly severity: ReportedFinding["severity"];
  readonly message: string;
  readonly property: string | null;
  readonly range: JsonRange;
  readonly fixes: readonly {
    readonly title: string;
    readonly applicability: ReportedFix["applicability"];
    readonly edits: readonly { readonly range: JsonRange; readonly newText: string }[];
  }[];
  readonly docs: string;
}

/** A finding as the JSON report, version 1, writes it. */
export function jsonFinding(file: FileReport, finding: ReportedFinding): JsonFinding {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    property: finding.property ?? null,
    range: jsonRange(finding.start, finding.end),
    fixes: finding.fixes.map((fix) => jsonFix(file, fix)),
    docs: finding.docs,
  };
}

/** A fix whose edits would repeat a secret is only a text to read: nothing outside the program can apply it. */
function jsonFix(file: FileReport, fix: ReportedFix): JsonFinding["fixes"][number] {
  if (fix.withheld) return { title: fix.title, applicability: "display", edits: [] };
  const edits = fix.edits.map(({ span, newText }) => ({
    range: jsonRange(linesOf(file).positionAt(span.start), linesOf(file).positionAt(span.end)),
    newText,
  }));
  return { title: fix.title, applicability: fix.applicability, edits };
}

function jsonRange(start: Position, end: Position): JsonRange {
  return { start: jsonPosition(start), end: jsonPosition(end) };
}

function jsonPosition({ line, character }: Position): JsonPosition {
  return { line: line + 1, column: character + 1 };
}
