import { defineRule } from "../../findings/rule.ts";
import { setFix } from "../support/fixes.ts";
import { bundledPlugins } from "../support/properties.ts";
import { quoted, quotedList } from "../support/quoting.ts";
import { valueItems } from "../support/value-items.ts";

/** Names in `plugins` that `bundled` stands for already. */
export default defineRule({
  summary: "`bundled` already includes most of the plugins that follow it",
  severity: "hint",
  needs: ["plugins", "custom_plugins"],
  check({ reading, catalog, report }) {
    const assignment = reading.assignment("plugins");
    if (assignment === undefined || assignment.opaque !== undefined) return;
    const items = valueItems(assignment);
    if (!items.some(({ text }) => text === "bundled")) return;
    const known = bundledPlugins(catalog);
    const others = items.filter(({ text }) => text !== "bundled" && text !== "");
    const redundant = others.filter(({ text }) => known.has(text));
    const [first] = redundant;
    // One name beside plugins of one's own is likely meant as a remark.
    if (first === undefined || redundant.length * 2 <= others.length) return;
    const kept = items.map(({ text }) => text).filter((text) => text !== "" && !known.has(text));
    report({
      at: first.span,
      property: "plugins",
      message: `\`bundled\` already includes ${listed(redundant.map(({ text }) => text))}. Shorten the list to ${quoted(kept.join(", "))}.`,
      fixes: [setFix(`Change to ${quoted(kept.join(", "))}`, "safe", assignment, kept.join(", "))],
      tags: ["unnecessary"],
    });
  },
});

function listed(names: readonly string[]): string {
  if (names.length <= 4) return quotedList(names, "and");
  return `${names.slice(0, 3).map(quoted).join(", ")} and ${names.length - 3} more`;
}
