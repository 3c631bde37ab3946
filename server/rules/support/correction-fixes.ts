import type { Fix } from "../../findings/fix.ts";
import type { FormatProblem } from "../../model/format.ts";
import { replaceFix } from "./fixes.ts";

/** What a format offers to write so that its tool takes what is meant. What that is, only a person can confirm. */
export function correctionFixes(correction: FormatProblem["correction"]): readonly Fix[] {
  if (correction === undefined) return [];
  const fix = replaceFix(correction.title, "unsafe", correction.at, correction.text);
  const { closing } = correction;
  return closing === undefined
    ? [fix]
    : [{ ...fix, edits: [...fix.edits, { kind: "replace", span: closing.at, text: closing.text }] }];
}
