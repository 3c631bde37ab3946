import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../engine/rule.ts";
import type { Assignment } from "../../inputs/assignment.ts";

/** Settings that a later line of the same file sets again. */
export default defineRule({
  summary: "The same property is set twice; Kong reads the last line",
  severity: "error",
  yieldsTo: ["nginx/multi-value-injection"],
  check({ unit, reading, release, report }) {
    for (const loss of reading.losses) {
      const { assignment, winner } = loss;
      if (loss.reason !== "overridden-by-later-line" || assignment === undefined || winner === undefined)
        continue;
      const line = unit.document.lines.positionAt(winner.nameSpan.start).line + 1;
      const same = assignment.writtenValue === winner.writtenValue;
      report({
        at: assignment.span,
        property: loss.property,
        severity: same ? "warning" : "error",
        message: same
          ? `Line ${line} sets \`${loss.property}\` again, to the same value. Delete one of the two lines before they differ.`
          : `Line ${line} sets \`${loss.property}\` again${emptied(winner)}, and ${describeRelease(release)} reads only that one. Keep one of the two.`,
        related: [{ span: winner.span, message: "Kong reads this line" }],
        tags: ["unnecessary"],
        fixes: [
          {
            title: "Delete this line, which Kong does not read",
            applicability: same ? "safe" : "unsafe",
            edits: [{ kind: "remove", assignment }],
          },
        ],
      });
    }
  },
});

function emptied(winner: Assignment): string {
  return winner.writtenValue === "" ? ", to nothing" : "";
}
