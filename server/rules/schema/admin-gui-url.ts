import { describeRelease } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { describeRefusal, refusalPlace } from "../support/refusals.ts";
import { valueItems } from "../support/value-items.ts";

/** Addresses of Kong Manager without a scheme: Kong breaks on them. */
export default defineRule({
  summary: "`admin_gui_url` is not a full URL, or is a list in a release that accepts one URL",
  severity: "error",
  needs: ["admin_gui_url"],
  layer: "value",
  claims: ["admin-gui-url"],
  dependsOnRelease: true,
  check({ reading, catalog, report }) {
    for (const refusal of reading.refusals("admin-gui-url")) {
      const meant = /^[a-z0-9.-]+(?::\d+)?(?:\/\S*)?$/i.test(refusal.text)
        ? `https://${refusal.text}`
        : undefined;
      report({
        at: refusalPlace(refusal),
        property: refusal.property,
        message: `${describeRefusal(catalog, refusal)}: ${refusal.text === "" ? "an entry of `admin_gui_url` is empty" : `${quoted(refusal.text)} has no scheme or no host`}. Use the full address, such as ${quoted(meant ?? "https://manager.example.com:8445")}.`,
        fixes:
          meant === undefined
            ? []
            : [displayOnlyFix(`Change to ${quoted(meant)}, or to the same with \`http://\``)],
      });
    }
    reportList({ reading, catalog, report });
  },
});

/** Several addresses where a release takes one: Kong makes one origin of all, which no browser has. */
function reportList({ reading, catalog, report }: Pick<RuleContext, "reading" | "catalog" | "report">): void {
  const property = "admin_gui_url";
  const assignment = reading.assignment(property);
  const definition = catalog.property(property);
  if (assignment === undefined || definition === undefined || definition.type === "array") return;
  if (assignment.opaque !== undefined || reading.isRefused(assignment)) return;
  const urls = valueItems(assignment).filter(({ text }) => /^https?:\/\/[^\s/]/i.test(text));
  const [, second] = urls;
  if (second === undefined) return;
  report({
    at: second.span,
    property,
    // What Enterprise makes of it is not public.
    severity: catalog.release.edition === "oss" ? "error" : "warning",
    message: `${describeRelease(catalog.release)} accepts only one URL here and treats the whole list as one origin, which no browser sends. Keep one URL; lists are supported since Kong 3.9.`,
    fixes: [displayOnlyFix("Keep one URL")],
  });
}
