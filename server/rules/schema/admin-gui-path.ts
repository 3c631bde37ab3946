import type { RuleContext } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { refusalRule } from "../support/refusals.ts";
import { valueItems } from "../support/value-items.ts";

/** Paths of Kong Manager that Kong refuses, and a path in `admin_gui_url` that is another one. */
export default refusalRule({
  summary: "`admin_gui_path` is invalid, or `admin_gui_url` has another path",
  severity: "error",
  needs: ["admin_gui_path", "admin_gui_url"],
  layer: "value",
  check: "admin-gui-path",
  dependsOnRelease: true,
  message({ text }) {
    const meant = normalised(text);
    return `${reason(text)}. ${meant === undefined ? "Use a path such as `/manager`." : `Use ${quoted(meant)}.`}`;
  },
  fixes({ text }) {
    const meant = normalised(text);
    return meant === undefined ? [] : [displayOnlyFix(`Change to ${quoted(meant)}`)];
  },
  checkAccepted(context, refused) {
    if (refused.length === 0) reportOtherPath(context);
  },
});

function reason(path: string): string {
  if (!path.startsWith("/")) return "`admin_gui_path` must begin with a slash";
  if (path.includes("//")) return "`admin_gui_path` must not contain two slashes in a row";
  if (path.endsWith("/")) return "`admin_gui_path` must not end with a slash";
  return "`admin_gui_path` may contain only letters, digits, `-`, `_` and `/`";
}

function normalised(path: string): string | undefined {
  const meant = `/${path}`.replace(/\/+/g, "/").replace(/(?<=.)\/$/, "");
  return /^[A-Za-z0-9_/-]+$/.test(meant) ? meant : undefined;
}

function reportOtherPath({ reading, catalog, report }: RuleContext): void {
  if (catalog.property("admin_gui_path") === undefined || reading.isOpaque("admin_gui_path")) return;
  const assignment = reading.assignment("admin_gui_url");
  if (assignment === undefined || assignment.opaque !== undefined) return;
  const path = reading.text("admin_gui_path") ?? "/";
  for (const { text, span } of valueItems(assignment)) {
    const own = /^https?:\/\/[^/?#\s]+(\/[^?#\s]*)?$/i.exec(text)?.[1]?.replace(/\/$/, "");
    if (own === undefined || own === "" || own === path) continue;
    report({
      at: span,
      property: "admin_gui_url",
      severity: "warning",
      message: `This address has the path ${quoted(own)}, while \`admin_gui_path\` is ${quoted(path)}, so Kong Manager looks for its files in the wrong place. Make them agree, unless a proxy in front rewrites the path.`,
    });
  }
}
