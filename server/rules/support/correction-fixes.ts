import type { Fix } from "../../findings/fix.ts";
import type { FormatProblem } from "../../model/format.ts";

/** What a format offers to write so that its tool takes what is meant. What that is, only a person can confirm. */
export function correctionFixes(correction: FormatProblem["correction"]): readonly Fix[] {
  if (correction === undefined) return [];
  const { title, also = [] } = correction;
  const edits = [correction, ...also].map(({ at, text }) => ({ kind: "replace" as const, span: at, text }));
  return [{ title, applicability: "unsafe", edits }];
}
