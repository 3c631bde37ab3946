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
  summary: "`plugins` without `bundled`, or with plugins after `off`",
  severity: "warning",
  needs: ["plugins", "custom_plugins"],
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
          message: `A plugin is named after its folder below \`kong/plugins\`, usually without ${quoted(text.startsWith(".") ? "." : "kong-plugin-")}. Kong refuses to start if it cannot find ${quoted(text)}.`,
          fixes: /^kong-plugin-./.test(text) ? [shorten(text, span)] : [],
        });
    const [first, second] = items;
    if (first === undefined) return;
    if (first.text === "off" && second !== undefined) {
      report({
        at: first.span,
        property: "plugins",
        severity: "error",
        message: `With \`off\` first, Kong loads no plugins at all, not even ${quoted(second.text)}. Remove \`off\`, or all the others.`,
        fixes: [
          setFix("Change to `off`, which is what Kong reads", "unsafe", assignment, "off"),
          displayOnlyFix("Remove `off`, so that the others are loaded"),
        ],
      });
      return;
    }
    if (second === undefined && meansOff(first.text)) {
      report({
        at: first.span,
        property: "plugins",
        severity: "error",
        message: `Kong reads ${quoted(first.text)} as the name of a plugin, which is not installed, and refuses to start. To load no plugins, use \`off\`.`,
        fixes: [setFix("Change to `off`", "unsafe", assignment, "off")],
      });
      return;
    }
    // A list that names bundled plugins one by one leaves the others out on purpose.
    if (items.some(({ text }) => text === "bundled" || text === "off" || own.has(text))) return;
    report({
      at: assignment,
      message:
        "Without `bundled`, Kong loads none of its bundled plugins and refuses to start if the database uses one. Add `bundled` at the beginning unless this is intended.",
      fixes: [
        {
          title: "Add `bundled`",
          applicability: "unsafe",
          edits: [{ kind: "set", assignment, value: `bundled, ${assignment.writtenValue}` }],
        },
      ],
    });
  },
});

function shorten(text: string, span: Location): Fix {
  const name = text.replace(/^kong-plugin-/, "");
  return replaceFix(`Change to ${quoted(name)}`, "unsafe", span, name);
}
