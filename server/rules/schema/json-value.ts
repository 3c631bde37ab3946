import type { Fix, SemanticEdit } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { propertiesWhere } from "../support/properties.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";
import { mentionsVault } from "../support/vaults.ts";

/** Properties whose page says that Kong refuses what is no JSON; of the others it says only that they hold JSON. */
const REFUSED = /_(?:auth|session)_conf$|_password_complexity$/;

type JsonFault = NonNullable<RuleContext["tables"]["jsonFault"]>;

/** What JSON wants in place of what people write. */
interface Slip {
  readonly pattern: RegExp;
  readonly replacement: string;
  readonly says: string;
}

const SLIPS: readonly Slip[] = [
  {
    pattern: /[\u201c\u201d\u201e\u00ab\u00bb]/g,
    replacement: '"',
    says: "JSON requires straight double quotes",
  },
  { pattern: /'/g, replacement: '"', says: "JSON requires double quotes" },
  { pattern: /,(?=\s*[}\]])/g, replacement: "", says: "JSON does not allow a trailing comma" },
  {
    pattern: /(?<=")\s*=>?(?=\s*["{[\dtfn-])/g,
    replacement: ":",
    says: "JSON requires a colon between name and value",
  },
];

const jsonProperties = propertiesWhere(({ format }) => format === "json");

/** Values that hold JSON and do not parse as JSON. */
export default defineRule({
  summary: "Invalid JSON value",
  severity: "error",
  layer: "value",
  yieldsTo: ["syntax/unexpanded-variable"],
  beside: ["syntax/invisible-characters"],
  releases: { oss: null },
  tables: (unit, catalog) =>
    jsonProperties(catalog).some(({ name }) => unit.index.named(name).length > 0) ? ["jsonFault"] : [],
  check({ reading, catalog, tables: { jsonFault }, report }) {
    if (jsonFault === undefined) return;
    for (const { name } of jsonProperties(catalog)) {
      const assignment = reading.assignment(name);
      if (assignment === undefined || assignment.opaque !== undefined) continue;
      const text = reading.text(name) ?? "";
      if (text === "" || mentionsVault(text)) continue;
      const offset = jsonFault(text);
      if (offset === undefined) continue;
      const written = assignment.writtenValue;
      const start = Math.min(offset, Math.max(written.length - 1, 0));
      const slip = slipOf(written, jsonFault);
      report({
        at: valueSpan(assignment, start, start + 1),
        property: name,
        ...(REFUSED.test(name) ? {} : { severity: "warning" as const }),
        message: `${quoted(name)} must be JSON, and is invalid from here on: ${REFUSED.test(name) ? "Kong refuses to start" : "Kong does not check it, and what uses it fails later"}. ${slip === undefined ? (offset >= text.length ? "It ends before it is complete; a long value needs a backslash at the end of each line." : "Correct the text at this place.") : `${slip.says}.`}`,
        fixes: slip === undefined ? [] : [replaceAll(assignment, slip)],
      });
    }
  },
});

/** The one kind of slip that explains the whole fault: without it the text is JSON. */
function slipOf(written: string, jsonFault: JsonFault): Slip | undefined {
  return SLIPS.find(
    ({ pattern, replacement }) =>
      (replacement !== '"' || !written.includes('"')) &&
      jsonFault(written.replace(pattern, replacement)) === undefined,
  );
}

/** Character by character: the value may hold a secret, which no edit repeats. */
function replaceAll(assignment: Assignment, { pattern, replacement, says }: Slip): Fix {
  const edits = [...assignment.writtenValue.matchAll(pattern)].map(
    ({ 0: found, index }): SemanticEdit => ({
      kind: "replace",
      span: valueSpan(assignment, index, index + found.length),
      text: replacement,
    }),
  );
  return {
    title: says.replace(/^JSON (?:requires(?: a)?|does not allow a) /, (start) =>
      start.includes("not") ? "Remove the " : "Change to ",
    ),
    applicability: "unsafe",
    edits,
  };
}
