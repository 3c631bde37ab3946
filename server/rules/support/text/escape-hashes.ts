import type { Applicability, Fix } from "../../../findings/fix.ts";
import type { Assignment } from "../../../model/assignment.ts";
import { unescapedHashes } from "./unescaped-hashes.ts";
import { valueSpan } from "./value-span.ts";

/** Writes `\#` for every `#` of a value, without repeating the value. */
export function escapeHashes(assignment: Assignment, applicability: Applicability): Fix {
  return {
    title: "Write `\\#`",
    applicability,
    edits: unescapedHashes(assignment).map((at) => ({
      kind: "replace",
      span: valueSpan(assignment, at, at + 1),
      text: "\\#",
    })),
  };
}
