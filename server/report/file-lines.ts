import { LineIndex } from "../../grammar/text/line-index.ts";
import { memoizeLast } from "../../grammar/text/memoize.ts";
import type { FileReport } from "../engine/report.ts";

/**
 * Where the lines of a reported text begin: masking leaves them where they are. Reporters go through the findings of one file
 * after the other.
 */
export const linesOf = memoizeLast((file: FileReport): LineIndex => new LineIndex(file.text));
