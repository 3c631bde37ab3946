import { sliceSpan, span } from "../../../grammar/text/span.ts";
import { defineRule } from "../../findings/rule.ts";
import { removesBlanks } from "../../formats/env-file/readers.ts";
import { replaceFix } from "../support/fixes.ts";
import { isOfAnotherProgram } from "../support/names.ts";

/** Spaces before the sign, and what follows it. */
const SPACED = /^[ \t]+=[ \t]*/;
/** More than any person puts there. */
const MOST_CHARACTERS = 200;

/** Spaces between the name of a variable and `=`, which some readers of such a file remove and others reject. */
export default defineRule({
  summary: "Spaces around the `=` of a variable, which Docker, kubectl and shells reject",
  severity: "info",
  needs: "variables",
  layer: "syntax",
  check({ unit, catalog, report }) {
    if (unit.otherLines === undefined || isOfAnotherProgram(unit, catalog)) return;
    // To a known reader that removes them, they do no harm.
    if (unit.reader !== undefined && removesBlanks(unit.reader)) return;
    for (const { property, variable, nameSpan } of unit.assignments) {
      if (nameSpan.source !== unit.document.path) continue;
      const after = sliceSpan(unit.document.text, span(nameSpan.end, nameSpan.end + MOST_CHARACTERS));
      const sign = SPACED.exec(after)?.[0];
      if (sign === undefined) continue;
      const place = { ...nameSpan, start: nameSpan.end, end: nameSpan.end + sign.length };
      report({
        at: place,
        property,
        message: `Docker Compose and systemd remove the spaces around \`=\`. \`docker run --env-file\` and kubectl reject the file, and a shell runs \`${variable}\` as a command. Remove the spaces.`,
        fixes: [replaceFix("Remove the spaces around `=`", "safe", place, "=")],
      });
    }
  },
});
