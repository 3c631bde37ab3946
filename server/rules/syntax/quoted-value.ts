import type { Catalog } from "../../../schemas/catalog.ts";
import type { Property } from "../../../schemas/property.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { toNumber } from "../../loader/lua/to-number.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { fileAssignments } from "../support/assignments.ts";
import { setFix } from "../support/fixes.ts";
import { keepsQuotes } from "../support/nginx/keeps-quotes.ts";
import { isQuoted, quoted, unquoted } from "../support/quoting.ts";
import { valueItems, valueSpan } from "../support/value-items.ts";

type Report = RuleContext["report"];

/** A list as JSON and YAML write it. An IPv6 address in brackets is none. */
const LIST_IN_BRACKETS = /^\[(?:.*["'].*|[^:]*)\]$/s;

/** A quoted part of a value: offsets in the written value, quotation marks included. */
interface Quoted {
  readonly start: number;
  readonly end: number;
}

/** Quotation marks around a value or an item of a list, and brackets around a list. Kong keeps them. */
export default defineRule({
  summary: "Value in quotes, or list in brackets, that Kong keeps",
  severity: "error",
  layer: "syntax",
  yieldsTo: ["syntax/hash-in-value", "syntax/assignment-sign"],
  check({ unit, reading, catalog, report }) {
    for (const assignment of fileAssignments(unit)) {
      const definition = catalog.property(assignment.property);
      if (definition === undefined || keepsQuotes(definition, assignment.writtenValue, catalog)) continue;
      if (assignment.opaque !== undefined) {
        reportTemplate(assignment, report);
        continue;
      }
      if (definition.type === "array" && LIST_IN_BRACKETS.test(assignment.writtenValue)) {
        reportBrackets(assignment, reading, catalog, report);
        continue;
      }
      for (const part of quotedParts(assignment, definition)) {
        report({
          at: valueSpan(assignment, part.start, part.end),
          property: assignment.property,
          message: `${consequence(assignment, definition, reading, catalog)} Remove the quotes.`,
          fixes: [removeQuotes(assignment, definition, part)],
        });
      }
    }
  },
});

/** What fills the value in leaves what is around it. */
function reportTemplate(assignment: Assignment, report: Report): void {
  if (!isQuoted(assignment.writtenValue)) return;
  const { length } = assignment.writtenValue;
  report({
    at: valueSpan(assignment, 0, length),
    property: assignment.property,
    severity: "warning",
    message: `The tool that fills in this value leaves the quotes in place, and Kong reads them as part of \`${assignment.property}\`. Remove them.`,
    fixes: [{ ...deleteMarks(assignment, { start: 0, end: length }), applicability: "unsafe" }],
  });
}

function reportBrackets(assignment: Assignment, reading: Reading, catalog: Catalog, report: Report): void {
  const { property, writtenValue } = assignment;
  const value = writtenValue
    .slice(1, -1)
    .split(",")
    .map((item) => unquoted(item.trim()))
    .join(", ");
  const kong = describeRelease(catalog.release);
  report({
    at: assignment,
    property,
    message: `Kong does not support lists in brackets: ${kong} ${reading.isRefused(assignment) ? `rejects \`${property}\` with them` : "reads the brackets and quotes as part of the items"}. ${value === "" ? "Separate the items with commas only." : `Use ${quoted(`${property} = ${value}`)}.`}`,
    fixes: value === "" ? [] : [setFix("Separate the items with commas only", "unsafe", assignment, value)],
  });
}

function quotedParts(assignment: Assignment, { type }: Property): readonly Quoted[] {
  const value = assignment.writtenValue;
  if (isQuoted(value)) return [{ start: 0, end: value.length }];
  if (type !== "array" || !/["'`]/.test(value)) return [];
  return valueItems(assignment)
    .filter(({ text }) => isQuoted(text))
    .map(({ offset, text }) => ({ start: offset, end: offset + text.length }));
}

function consequence(
  assignment: Assignment,
  { name, type }: Property,
  reading: Reading,
  catalog: Catalog,
): string {
  const kong = describeRelease(catalog.release);
  if (reading.isRefused(assignment))
    return `Kong does not strip quotes, and ${kong} rejects \`${name}\` with them.`;
  if (type === "boolean" || type === "ngx_boolean")
    return `Kong does not strip quotes, so ${kong} reads \`off\` here.`;
  if (type === "number")
    return `Kong does not strip quotes, so this is not a number and ${kong} leaves \`${name}\` unset.`;
  return `Kong does not strip quotes: for ${kong} they are part of \`${name}\`.`;
}

/** Without its marks a text may mean something else to Kong: a number is written anew, and `#` begins a comment. */
function removeQuotes(assignment: Assignment, { type }: Property, part: Quoted): Fix {
  const inner = assignment.writtenValue.slice(part.start + 1, part.end - 1);
  const changes =
    /#|^\s|\s$/.test(inner) || inner === "" || (type !== "number" && toNumber(inner) !== undefined);
  return { ...deleteMarks(assignment, part), applicability: changes ? "unsafe" : "safe" };
}

function deleteMarks(assignment: Assignment, { start, end }: Quoted): Omit<Fix, "applicability"> {
  return {
    title: "Remove the quotes",
    edits: [start, end - 1].map((at) => ({
      kind: "replace",
      span: valueSpan(assignment, at, at + 1),
      text: "",
    })),
  };
}
