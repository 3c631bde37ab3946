import { defineRule } from "../../findings/rule.ts";
import { quoted } from "../support/quoting.ts";

/** What templates and scripts print for something that is not a text. */
const PRINTED: readonly { readonly form: RegExp; readonly what: string }[] = [
  { form: /^\[?map\[.*\]$/s, what: "a Go template printed a map" },
  { form: /^(?:<no value>|<nil>|%!\w?\(.*\))$/s, what: "a Go template printed a missing value" },
  { form: /^\[object \w+\]$/, what: "a script printed an object" },
];

/** Values that a template printed where it had no text. */
export default defineRule({
  summary: "Object or missing value printed by a template",
  severity: "warning",
  layer: "syntax",
  check({ unit, reading, catalog, report }) {
    for (const assignment of unit.assignments) {
      const { property, writtenValue, opaque, section } = assignment;
      if (opaque !== undefined || section !== undefined || !catalog.knows(property)) continue;
      const found = PRINTED.find(({ form }) => form.test(writtenValue));
      if (found === undefined) continue;
      const isSecretRef = /\bvalueFrom:/.test(writtenValue);
      report({
        at: assignment,
        property,
        severity: reading.isRefused(assignment) ? "error" : "warning",
        message: `Kong uses this text as the value of ${quoted(property)}, but ${found.what} here instead of a value. Correct the template${isSecretRef ? ": `valueFrom` is an entry beside `name`, not a value" : ""}.`,
      });
    }
  },
});
