import { compareVersions } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { setFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

/** The Enterprise line in which `strict` and `lax` took the place of `sandbox`. */
const STRICT_SINCE = "3.14";

/** Lua from the Admin API that runs without a sandbox. */
export default defineRule({
  summary: "Untrusted Lua without a sandbox",
  severity: "warning",
  needs: ["untrusted_lua"],
  check({ reading, release, report }) {
    const assignment = reading.assignment("untrusted_lua");
    if (assignment === undefined) return;
    const hasStrict = release.edition === "enterprise" && compareVersions(release.version, STRICT_SINCE) >= 0;
    const confined = hasStrict ? "strict" : "sandbox";
    const fixes = [setFix(`Change to \`${confined}\``, "unsafe", assignment, confined)] as const;
    const value = reading.text("untrusted_lua");
    if (value === "on")
      report({
        at: assignment,
        message: `With \`on\`, anyone who can write to the Admin API can run Lua code with all rights of the Kong process. Use \`${confined}\`, or \`off\` if no plugin needs such code.`,
        fixes,
      });
    else if (hasStrict && (value === "sandbox" || value === "lax"))
      report({
        at: assignment,
        severity: "info",
        message: `${quoted(value)} restricts Lua code less than \`strict\`, the default since Kong Enterprise ${STRICT_SINCE}${value === "sandbox" ? ", and is deprecated" : ""}. Use \`strict\` unless some code needs more.`,
        fixes,
      });
  },
});
