import { wordTable } from "../../../grammar/text/word-table.ts";
import { isVaultReference } from "../../../grammar/values/parse-vault-reference.ts";
import { compareVersions, describeRelease } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { setFix } from "../support/fixes.ts";
import { quoted, quotedList } from "../support/quoting.ts";

/** What people write, for what the documentation lists. */
const MEANT: Readonly<Record<string, string>> = wordTable({
  ldap: "ldap-auth-advanced",
  "ldap-auth": "ldap-auth-advanced",
  "ldap-advanced": "ldap-auth-advanced",
  ldap_auth_advanced: "ldap-auth-advanced",
  basic: "basic-auth",
  basicauth: "basic-auth",
  basic_auth: "basic-auth",
  oidc: "openid-connect",
  openid: "openid-connect",
  openid_connect: "openid-connect",
  "openid-connect-auth": "openid-connect",
  keyauth: "key-auth",
  key_auth: "key-auth",
});

/** Plug-ins that Kong Manager or the Dev Portal cannot use for its own logins. */
export default defineRule({
  summary: "Authentication plugin that Kong Manager or the Dev Portal does not support",
  severity: "error",
  needs: ["admin_gui_auth", "portal_auth"],
  layer: "value",
  releases: { oss: null, enterprise: { since: "0.32" } },
  dependsOnRelease: true,
  check(context) {
    for (const property of ["admin_gui_auth", "portal_auth"]) {
      const assignment = context.reading.assignment(property);
      if (assignment !== undefined && assignment.opaque === undefined) checkValue(assignment, context);
    }
  },
});

function checkValue(assignment: Assignment, { catalog, release, report }: RuleContext): void {
  const { property, writtenValue: value } = assignment;
  const allowed = catalog.property(property)?.enum;
  if (allowed === undefined || value === "" || allowed.includes(value) || isVaultReference(value)) return;
  if (
    property === "admin_gui_auth" &&
    value === "key-auth" &&
    compareVersions(release.version, "0.34") >= 0
  ) {
    report({
      at: assignment,
      severity: "warning",
      message:
        "`key-auth` for admins is deprecated and no longer documented since Kong Enterprise 0.34. Give every admin basic-auth credentials while still on 0.33, then change to `basic-auth`.",
      tags: ["deprecated"],
      fixes: [setFix("Change to `basic-auth`", "unsafe", assignment, "basic-auth")],
    });
    return;
  }
  const meant = MEANT[value.toLowerCase()] ?? allowed.find((word) => word === value.toLowerCase());
  const isThere = meant !== undefined && allowed.includes(meant);
  const guide =
    value === "ldap-auth" ? " The 0.34 deployment guide mentions it, the property reference does not:" : "";
  report({
    at: assignment,
    message: `${describeRelease(release)} does not support ${quoted(value)} for \`${property}\`.${guide} ${guide === "" ? "Use" : "use"} ${isThere ? quoted(meant) : quotedList(allowed)}.`,
    fixes: isThere ? [setFix(`Change to \`${meant}\``, "safe", assignment, meant)] : [],
  });
}
