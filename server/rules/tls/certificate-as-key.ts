import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { propertiesWhere } from "../support/properties.ts";
import { quoted } from "../support/quoting.ts";
import { valueItems } from "../support/value-items.ts";
import { mentionsVault } from "../support/vaults.ts";

const keys = propertiesWhere((_, name) => name.endsWith("_cert_key"));

/** One file as certificate and as its key. A file named `.pem` may hold both; one named `.crt` hardly does. */
export default defineRule({
  summary: "Same file for a certificate and its key",
  severity: "info",
  needs: ["*_key"],
  layer: "policy",
  check({ reading, catalog, report }) {
    for (const { name } of keys(catalog)) {
      const key = reading.assignment(name);
      const certificate = reading.assignment(name.slice(0, -"_key".length));
      if (key === undefined || certificate === undefined) continue;
      if (key.opaque !== undefined || certificate.opaque !== undefined) continue;
      const certificates = valueItems(certificate);
      for (const [index, { text, span }] of valueItems(key).entries()) {
        if (text !== certificates[index]?.text || !isFileOfOne(text)) continue;
        report({
          at: span,
          property: name,
          message: `${quoted(certificate.property)} is the same file, and Kong needs a private key here. Use the file of the key, unless this file contains both the certificate and the key.`,
          fixes: [displayOnlyFix("Change to the file of the key")],
        });
      }
    }
  },
});

/** The path of a file that, by its name, holds a certificate or a key alone. */
function isFileOfOne(text: string): boolean {
  return /[^/]\.(?:crt|cer|cert|key)$/i.test(text) && !mentionsVault(text);
}
