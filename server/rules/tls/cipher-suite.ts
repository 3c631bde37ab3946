import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { setFix } from "../support/fixes.ts";
import { quoted, quotedList } from "../support/quoting.ts";
import { refusalPlace } from "../support/refusals.ts";

/** A name of a cipher suite that Kong does not have. */
export default defineRule({
  summary: "Unknown cipher suite",
  severity: "error",
  needs: "refusals",
  layer: "value",
  yieldsTo: ["schema/empty-value-unsets", "schema/enum-value", "syntax/numeric-string-mangled"],
  dependsOnRelease: true,
  claims: ["cipher-suite"],
  check({ reading, catalog, release, report }) {
    for (const refusal of reading.refusals("cipher-suite")) {
      const suites = catalog.property("ssl_cipher_suite")?.enum ?? [
        "modern",
        "intermediate",
        "old",
        "custom",
      ];
      const meant = suites.find((suite) => suite === refusal.text.trim().toLowerCase());
      report({
        at: refusalPlace(refusal),
        property: refusal.property,
        message: `${refusal.text === "" ? "An empty `ssl_cipher_suite`" : quoted(refusal.text)} is not a suite of ${describeRelease(release)}, which refuses to start. Use ${quotedList(suites)}.`,
        fixes:
          meant === undefined || refusal.assignment === undefined
            ? []
            : [setFix(`Change to \`${meant}\``, "safe", refusal.assignment, meant)],
      });
    }
  },
});
