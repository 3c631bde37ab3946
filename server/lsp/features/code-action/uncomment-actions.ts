import { span } from "../../../../grammar/text/span.ts";
import type { TextEdit } from "../../../../grammar/text/text-edit.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";
import { type CommentedSetting, commentedSettingAt } from "../../support/commented-setting.ts";
import { shorten } from "../../support/markup.ts";
import { isSecret } from "../../support/redaction.ts";
import { writtenDefault } from "../../support/written-default.ts";
import type { PlannedAction } from "./planned-action.ts";

/** Switches on a setting that is commented out: with the value that stands there, and with the default of the release. */
export function uncommentActions({ analysis }: DocumentAnalysis, offset: number): PlannedAction[] {
  const commented = commentedSettingAt(analysis, offset);
  if (commented === undefined) return [];
  const { property, text } = commented;
  const { unit, catalog } = analysis;
  // A second line of the same name would take the place of the first, or change nothing.
  if (unit.assignments.some((assignment) => assignment.property === property)) return [];
  const known = isSecret(property, analysis) ? undefined : catalog.property(property);
  const byDefault = (known && writtenDefault(known, catalog)) || undefined;
  const actions: PlannedAction[] = [];
  const add = (title: string, value: string) =>
    actions.push({ title, kind: "refactor.rewrite", edits: uncomment(commented, value) });
  if (byDefault !== text && text !== "") add(`Uncomment ${property}`, text);
  if (byDefault !== undefined)
    add(`Uncomment ${property} with its default ${shorten(byDefault, 40)}`, byDefault);
  return actions;
}

/** A comment behind the value stays where it is. */
function uncomment({ sign, value, text, trailing }: CommentedSetting, wanted: string): TextEdit[] {
  const edits: TextEdit[] = [{ span: sign, newText: "" }];
  if (wanted !== text) edits.push({ span: value, newText: wanted });
  const shift = sign.end - sign.start + text.length - wanted.length;
  if (trailing !== undefined && shift > 0)
    edits.push({ span: span(trailing.start, trailing.start), newText: " ".repeat(shift) });
  return edits;
}
