import { defineRule } from "../../findings/rule.ts";
import { type Assignment, valuePlace } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { quoted } from "../support/quoting.ts";

const WITH_DEFAULT = /\$\{(\w+):?-([^{}$]*)\}/g;

/** A variable with two defaults in the addresses of one property. */
export default defineRule({
  summary: "One variable for two addresses with different defaults",
  severity: "info",
  check({ unit, report }) {
    for (const assignment of unit.assignments) {
      const { property, channel, value, rawValue } = assignment;
      if (channel !== "environment" || !property.endsWith("_listen") || value.kind !== "text") continue;
      const text = sourceText(unit, assignment);
      // Where nothing fills in variables, Kong itself refuses the braces.
      if (text === undefined || rawValue === text.replace(/^(["'])([\s\S]*)\1$/, "$2")) continue;
      const name = variableWithTwoDefaults(text);
      if (name === undefined) continue;
      report({
        at: valuePlace(assignment, { start: 0, end: rawValue.length }),
        property,
        message: `${quoted(name)} is used for two addresses: once it is set, both are the same, and nginx rejects the second one as a duplicate. Use a separate variable for each address.`,
      });
    }
  },
});

function sourceText({ document }: ConfigUnit, { rawValueSpan }: Assignment): string | undefined {
  return rawValueSpan.source === document.path
    ? document.text.slice(rawValueSpan.start, rawValueSpan.end)
    : undefined;
}

function variableWithTwoDefaults(text: string): string | undefined {
  const defaults = new Map<string, string>();
  for (const [, name = "", fallback = ""] of text.matchAll(WITH_DEFAULT)) {
    if ((defaults.get(name) ?? fallback) !== fallback) return name;
    defaults.set(name, fallback);
  }
  return undefined;
}
