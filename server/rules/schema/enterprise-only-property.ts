import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { writtenKeys } from "../support/names.ts";
import { quoted } from "../support/quoting.ts";

/** Settings that promise to keep somebody out. */
const PROTECTS =
  /^(?:enforce_rbac|rbac|admin_gui_auth(?:_.*)?|admin_gui_session_conf|portal_auth(?:_.*)?|portal_session_conf)$/;

/** Keys of Enterprise in a file for open-source Kong, which drops them like any unknown name. */
export default defineRule({
  summary: "Property of Kong Enterprise that open-source Kong ignores",
  severity: "error",
  needs: "losses",
  layer: "policy",
  releases: { enterprise: null },
  dependsOnRelease: true,
  requiresRelease: "likely",
  check(context) {
    const { catalog, report } = context;
    for (const { assignment } of writtenKeys(context, "enterprise-only")) {
      const { property } = assignment;
      const advice = PROTECTS.test(property)
        ? "It protects nothing here: bind the Admin API to a private address."
        : "Remove it, or lint the file for Kong Enterprise.";
      report({
        at: assignment.nameSpan,
        property,
        message: `Only Kong Enterprise has ${quoted(property)}; open-source ${describeRelease(catalog.release)} silently ignores this line. ${advice}`,
        fixes: [displayOnlyFix("Remove the line, or set the edition to `enterprise`")],
      });
    }
  },
});
