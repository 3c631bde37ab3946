import type { Fix } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { setFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { mentionsVault } from "../support/vaults.ts";
import { parseBooleanWord } from "../support/words.ts";

/** Words for yes and no that are not Kong's own: it reads off for all of them. */
export default defineRule({
  summary: "Boolean value that Kong reads as `off`",
  severity: "error",
  needs: "losses",
  layer: "value",
  check({ reading, catalog, report }) {
    for (const { reason, assignment, property } of reading.losses) {
      if (reason !== "boolean-not-understood" || assignment === undefined) continue;
      if (assignment.opaque !== undefined || catalog.property(property)?.type !== "boolean") continue;
      const word = assignment.writtenValue;
      if (mentionsVault(word)) continue;
      const meant = parseBooleanWord(word);
      report({
        at: assignment,
        property,
        ...(meant === "off" ? { severity: "warning" as const } : {}),
        message:
          meant === "off"
            ? `Kong accepts only \`on\`, \`off\`, \`true\` and \`false\`, and reads anything else as \`off\`. Use \`off\`.`
            : `Kong reads ${quoted(word)} as \`off\`: only lowercase \`on\` and \`true\` enable ${quoted(property)}. Use \`on\` or \`off\`.`,
        fixes: fixes(assignment, meant),
      });
    }
  },
});

/** What Kong reads stays the same with `off`; with `on` the setting is turned on. */
function fixes(assignment: Assignment, meant: "on" | "off" | undefined): Fix[] {
  if (meant === undefined) return [];
  return [setFix(`Change to \`${meant}\``, meant === "off" ? "safe" : "unsafe", assignment, meant)];
}
