import { defineRule } from "../../findings/rule.ts";
import { declarativeDocument } from "../support/documents.ts";
import { displayOnlyFix } from "../support/fixes.ts";

/** A declarative kong.yml, or a part of one, in the place of kong.conf. */
export default defineRule({
  summary: "The file holds declarative configuration (kong.yml) instead of kong.conf settings",
  severity: "error",
  check({ unit, report }) {
    const at = declarativeDocument(unit);
    if (at === undefined) return;
    report({
      at,
      message:
        "This is declarative configuration (kong.yml), and in kong.conf Kong drops every line without `=`. Keep it in a file of its own and name that file in `declarative_config`.",
      fixes: [displayOnlyFix("Move the declarative part to kong.yml and set declarative_config to its path")],
    });
  },
});
