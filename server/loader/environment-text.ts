import type { Release } from "../../schemas/release.ts";
import type { Assignment } from "../model/assignment.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import { lineToRead } from "./layers/line-to-read.ts";
import { isTable } from "./lua/lua-value.ts";
import { toText } from "./lua/to-text.ts";
import { loaderModel } from "./model.ts";
import { cutComment } from "./read/cut-comment.ts";

/**
 * The texts of a variable that may set what a line of Kong's file sets, the most likely first. Which of them does is for {@link load} to say: the
 * way in which Kong reads `#` in a variable depends on the release.
 */
export function environmentTexts(
  unit: ConfigUnit,
  assignment: Assignment,
  release: Release,
): readonly string[] {
  const { texts, quirks } = loaderModel(release);
  const { value } = texts.read(lineToRead(unit, assignment, quirks.delimiter));
  if (isTable(value)) return [];
  const read = toText(value);
  const text = quirks.cutsWhileReading ? read : quirks.strip(cutComment(read, quirks.comment).text);
  return text.includes("#") ? [text, text.replaceAll("#", "\\#")] : [text];
}
