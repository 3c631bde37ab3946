import { compareVersions, describeRelease } from "../../../schemas/release.ts";
import type { RuleContext } from "../../findings/rule.ts";
import type { Refusal } from "../../loader/reading.ts";
import { propertiesWhere } from "../support/properties.ts";
import { quoted } from "../support/quoting.ts";
import { refusalRule } from "../support/refusals.ts";
import { valueItems } from "../support/value-items.ts";

/** Properties that take certificates and keys as text from Kong 3.1 on. */
const CERTIFICATES =
  /^(?:(?:admin_|status_|client_|admin_gui_)?ssl_cert(?:_key)?|cluster_(?:cert|cert_key|ca_cert)|lua_ssl_trusted_certificate)$/;

const certificates = propertiesWhere((_, name) => CERTIFICATES.test(name));

/** PEM, or the first letters that its begin has in base64. */
const INLINE = /^(?:-----BEGIN |LS0tLS1CRUdJTi)/;

/** Paths that Kong cannot use: missing files, numbers, certificates as text before Kong 3.1. */
export default refusalRule({
  summary: "Path of a file that Kong cannot read",
  severity: "error",
  layer: "value",
  yieldsTo: ["syntax/numeric-string-mangled", "tls/cert-key-pair"],
  check: ["missing-file", "numeric-path", "dh-parameters"],
  message: reason,
  checkAccepted(context, refused) {
    if (compareVersions(context.catalog.base, "3.1") < 0) reportInline(context, refused);
  },
});

function reason({ check, property, text }: Refusal): string {
  if (INLINE.test(text))
    return `${quoted(property)} must be the path of a file. Save the text as a file and use its path.`;
  switch (check) {
    case "numeric-path":
      return `it reads ${quoted(text)} as a number, but ${quoted(property)} must be a path. Use the path of a file.`;
    case "dh-parameters":
      return `${quoted(text)} is neither a named group such as \`ffdhe2048\` nor an existing file. Correct the path.`;
    default:
      return `there is no file ${quoted(text)} for ${quoted(property)}. Correct the path, or create the file.`;
  }
}

function reportInline({ reading, catalog, report }: RuleContext, refused: readonly Refusal[]): void {
  for (const { name } of certificates(catalog)) {
    const assignment = reading.assignment(name);
    if (assignment === undefined || assignment.opaque !== undefined) continue;
    if (refused.some((refusal) => refusal.assignment === assignment)) continue;
    for (const { text, span } of valueItems(assignment))
      if (INLINE.test(text))
        report({
          at: span,
          property: name,
          message: `${describeRelease(catalog.release)} reads this text as the path of a file, which does not exist; certificates and keys as text are supported since Kong 3.1. Save the text as a file and use its path.`,
          dependsOnRelease: true,
        });
  }
}
