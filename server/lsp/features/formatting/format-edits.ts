import type { Span } from "../../../../grammar/text/span.ts";
import { applyEdits, type TextEdit } from "../../../../grammar/text/text-edit.ts";
import { readUnit } from "../../../formats/read-unit.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import { SourceDocument } from "../../../model/source-document.ts";
import { type EndOptions, gapEdits } from "./gap-edits.ts";
import { sameSettings } from "./same-settings.ts";
import { statementEdits } from "./statement-edits.ts";
import { statementLayouts } from "./statement-layout.ts";

/** What of a source is to be formatted. */
export interface FormatScope {
  /** Absent: the whole source. Lines that are touched count as a whole. */
  readonly within?: Span;
  /** `settings`: blanks within settings alone. */
  readonly parts: "all" | "settings";
  readonly ends: EndOptions;
  /** The open-source release that reads the source. */
  readonly base: string;
}

/**
 * The edits that bring a source into the common form: one blank on each side of `=` (none in a file of variables), or the
 * alignment that is there; comments one below the other stay so; no blanks at the ends of lines; at most two blank lines in
 * a row; one kind of line break. They consist of blanks and line breaks alone. What Kong reads is the same
 * before and after: a source of which that cannot be said gets none, and so does a file of another program.
 */
export function formatEdits(unit: ConfigUnit, scope: FormatScope): readonly TextEdit[] {
  const { document, format } = unit;
  if (!format.owns) return [];
  const all = [
    ...statementEdits(unit, statementLayouts(unit, scope.base)),
    ...(scope.parts === "all" ? gapEdits(unit, scope.ends) : []),
  ];
  const { within } = scope;
  const edits =
    within === undefined
      ? all
      : all.filter(({ span }) => span.start >= within.start && span.end <= within.end);
  if (edits.length === 0) return [];
  const text = applyEdits(document.text, edits);
  const after = readUnit(new SourceDocument(document.path, text), format);
  return sameSettings(unit, after) ? edits : [];
}
