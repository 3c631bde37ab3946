import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Refusal } from "../../loader/reading.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { refusalPlace } from "../support/refusals.ts";

/** Certificate properties; the key of each has `_key` after its name. Those of hybrid mode belong to the role. */
const CERTIFICATES = [
  "ssl_cert",
  "admin_ssl_cert",
  "status_ssl_cert",
  "admin_gui_ssl_cert",
  "client_ssl_cert",
  "debug_ssl_cert",
  "portal_api_ssl_cert",
  "portal_gui_ssl_cert",
  "pg_ssl_cert",
];

/** A certificate without its key, or the other way round; lists of different length. */
export default defineRule({
  summary: "Certificate without a key, or key without a certificate",
  severity: "error",
  needs: ["*_cert", "*_key"],
  yieldsTo: ["vault/unavailable", "vault/reference-syntax"],
  claims: ["certificate-pair", "certificate-count"],
  check({ reading, catalog, release, report }) {
    const refused = reading.refusals("certificate-pair", "certificate-count");
    for (const refusal of refused)
      report({
        at: refusalPlace(refusal),
        property: refusal.assignment?.property ?? refusal.property,
        message: messageOf(refusal),
        fixes: [
          displayOnlyFix(
            refusal.check === "certificate-pair" ? "Complete the pair" : "List as many keys as certificates",
          ),
        ],
      });
    for (const certificate of CERTIFICATES) {
      if (!catalog.knows(certificate)) continue;
      for (const [there, missing] of [
        [certificate, `${certificate}_key`],
        [`${certificate}_key`, certificate],
      ] as const) {
        const assignment = reading.assignment(there);
        if (assignment === undefined || refused.some((refusal) => refusal.assignment === assignment))
          continue;
        if (reading.isOpaque(missing) || reading.isWritten(missing)) continue;
        if (reading.text(there) === undefined || reading.text(missing) !== undefined) continue;
        report({
          at: assignment,
          severity: "warning",
          message: `\`${there}\` is set, but \`${missing}\` is not${catalog.property(there)?.inferred === true ? "" : `; ${describeRelease(release)} does not check this pair now, but will refuse to start once it does`}. Also set \`${missing}\` (here or in the environment).`,
          fixes: [displayOnlyFix("Complete the pair")],
        });
      }
    }
  },
});

function messageOf({ check, property, assignment, also }: Refusal): string {
  const there = assignment?.property;
  if (check === "certificate-count") {
    const other = [property, ...also].find((name) => name !== there) ?? "the other list";
    return `\`${there ?? property}\` and \`${other}\` have different numbers of entries, so Kong refuses to start. List one key for each certificate, in the same order.`;
  }
  return there === undefined
    ? `\`${property}\` is missing, so Kong refuses to start. Set it, or remove the other property of the pair.`
    : `\`${there}\` is set and \`${property}\` is not, so Kong refuses to start. Also set \`${property}\` (here or in the environment).`;
}
