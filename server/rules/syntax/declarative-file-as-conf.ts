import { defineRule } from "../../findings/rule.ts";
import { declarativeDocument } from "../support/documents.ts";
import { displayOnlyFix } from "../support/fixes.ts";

/** A declarative kong.yml, or a part of one, in the place of kong.conf. */
export default defineRule({
  summary: "Declarative configuration (kong.yml) in place of kong.conf settings",
  severity: "error",
  check({ unit, report }) {
    const at = declarativeDocument(unit);
    if (at === undefined) return;
    report({
      at,
      message:
        "This is declarative configuration (kong.yml), but in kong.conf Kong ignores every line without `=`. Move it to a file of its own, and set `declarative_config` to the path of that file.",
      fixes: [
        displayOnlyFix("Move the declarative part to `kong.yml` and set `declarative_config` to its path"),
      ],
    });
  },
});
