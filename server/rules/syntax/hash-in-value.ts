import type { Catalog } from "../../../schemas/catalog.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { commentEra } from "../../loader/read/cut-comment.ts";
import type { Loss } from "../../loader/reading.ts";
import { isSecretProperty } from "../../secrets/secrets.ts";
import { escapeHashes } from "../support/characters.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoteValue } from "../support/quoting.ts";
import { crossesCommentChange } from "../support/releases.ts";

/** A `#` inside a value, where Kong begins a comment. */
export default defineRule({
  summary: "A `#` inside a value ends the value",
  severity: "error",
  layer: "syntax",
  dependsOnRelease: true,
  check({ reading, catalog, from, report }) {
    if (crossesCommentChange(from, catalog.release)) return;
    const era = commentEra(catalog.base);
    for (const loss of reading.losses) {
      const { assignment } = loss;
      if (loss.reason !== "cut-at-hash" || assignment?.channel !== "file") continue;
      if (assignment.rawValue.startsWith("#")) continue;
      report({
        at: loss.span,
        property: loss.property,
        dependsOnRelease: false,
        message: `${describeRelease(catalog.release)} ends the value at \`#\`${era === "greedy" ? " and takes the character before it too" : ""}: it reads ${reads(loss, catalog)}. ${
          era === "first"
            ? "This release has no way to write `#` in a value: choose another one."
            : "Write `\\#`, or put a blank before `#` if a comment is meant."
        }`,
        fixes: [
          era === "first" ? displayOnlyFix("Choose a value without `#`") : escapeHashes(assignment, "unsafe"),
        ],
      });
    }
  },
});

/** What Kong reads; of a secret only how much of it is left. */
function reads({ reads: value, property }: Loss, catalog: Catalog): string {
  if (!isSecretProperty(property, catalog)) return quoteValue(property, value, catalog);
  const left = value === undefined ? 0 : String(value).length;
  return left === 0
    ? "nothing"
    : left === 1
      ? "its first character only"
      : `its first ${left} characters only`;
}
