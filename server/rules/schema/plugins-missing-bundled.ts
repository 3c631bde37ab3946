import type { Fix } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Location } from "../../model/location.ts";
import { displayOnlyFix, replaceFix, setFix } from "../support/fixes.ts";
import { bundledPlugins } from "../support/properties.ts";
import { quoted } from "../support/quoting.ts";
import { valueItems } from "../support/value-items.ts";
import { meansOff } from "../support/words.ts";

/** A `plugins` list that adds one of one's own, and by that takes all others away; or turns all off, and the one with them. */
export default defineRule({
  summary: "`plugins` names plugins without `bundled` or behind `off`, which unloads others",
  severity: "warning",
  layer: "policy",
  yieldsTo: ["syntax/numeric-string-mangled"],
  check({ reading, catalog, report }) {
    const assignment = reading.assignment("plugins");
    if (assignment === undefined || assignment.opaque !== undefined || reading.isOpaque("plugins")) return;
    const items = valueItems(assignment).filter(({ text }) => text !== "");
    const own = bundledPlugins(catalog);
    for (const { text, span } of items)
      if (text.startsWith("kong-plugin-") || text.startsWith("."))
        report({
          at: span,
          property: "plugins",
          severity: "info",
          message: `A plugin is named after its folder below \`kong/plugins\`, usually without ${quoted(text.startsWith(".") ? "." : "kong-plugin-")}. Kong does not start where it cannot find ${quoted(text)}.`,
          fixes: /^kong-plugin-./.test(text) ? [shorten(text, span)] : [],
        });
    const [first, second] = items;
    if (first === undefined) return;
    if (first.text === "off" && second !== undefined) {
      report({
        at: first.span,
        property: "plugins",
        severity: "error",
        message: `Kong looks at the first word of \`plugins\` alone: with \`off\` there it loads no plugin, ${quoted(second.text)} neither. Remove \`off\`, or all the others.`,
        fixes: [
          setFix("Write off alone, which is what Kong reads", "unsafe", assignment, "off"),
          displayOnlyFix("Remove off, so that the others are loaded"),
        ],
      });
      return;
    }
    if (second === undefined && meansOff(first.text)) {
      report({
        at: first.span,
        property: "plugins",
        severity: "error",
        message: `Kong reads ${quoted(first.text)} as the name of a plugin, which is not installed, and does not start. To load no plugin, write \`off\`.`,
        fixes: [setFix("Change to `off`", "unsafe", assignment, "off")],
      });
      return;
    }
    // A list that names bundled plugins one by one leaves the others out on purpose.
    if (items.some(({ text }) => text === "bundled" || text === "off" || own.has(text))) return;
    report({
      at: assignment,
      message:
        "Without `bundled` in this list Kong loads no plugin that comes with it, and does not start where the database uses one. Write `bundled` in front, unless the others are to go.",
      fixes: [
        {
          title: "Write bundled in front",
          applicability: "unsafe",
          edits: [{ kind: "set", assignment, value: `bundled, ${assignment.writtenValue}` }],
        },
      ],
    });
  },
});

function shorten(text: string, span: Location): Fix {
  const name = text.replace(/^kong-plugin-/, "");
  return replaceFix(`Write ${name}`, "unsafe", span, name);
}
