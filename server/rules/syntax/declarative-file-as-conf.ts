import { defineRule } from "../../findings/rule.ts";
import { advise } from "../support/advise.ts";
import { declarativeDocument } from "../support/source/declarative-document.ts";

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
      fixes: [advise("Move the declarative part to kong.yml and set declarative_config to its path")],
    });
  },
});
