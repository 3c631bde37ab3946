import { LastAnswers } from "../../grammar/text/last-answers.ts";
import { LineIndex } from "../../grammar/text/line-index.ts";
import type { FileReport } from "../engine/report.ts";

/** Reporters go through the findings of one file after the other. */
const known = new LastAnswers<FileReport, LineIndex>();

/** Where the lines of a reported text begin: masking leaves them where they are. */
export function linesOf(file: FileReport): LineIndex {
  let lines = known.get(file);
  if (lines === undefined) {
    lines = new LineIndex(file.text);
    known.set(file, lines);
  }
  return lines;
}
