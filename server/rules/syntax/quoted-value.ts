import type { Catalog } from "../../../schemas/catalog.ts";
import type { Property } from "../../../schemas/property.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../engine/fix.ts";
import { defineRule } from "../../engine/rule.ts";
import type { Assignment } from "../../inputs/assignment.ts";
import { toNumber } from "../../loader/lua/to-number.ts";
import type { Reading } from "../../loader/reading.ts";
import { fileAssignments } from "../support/file-assignments.ts";
import { isQuoted } from "../support/is-quoted.ts";
import { isRefused } from "../support/is-refused.ts";
import { keepsQuotes } from "../support/keeps-quotes.ts";
import { valueItems } from "../support/value-items.ts";
import { valueSpan } from "../support/value-span.ts";

/** A quoted part of a value: offsets in the written value, quotation marks included. */
interface Quoted {
  readonly start: number;
  readonly end: number;
}

/** Quotation marks around a value or an item of a list. Kong keeps them. */
export default defineRule({
  summary: "A value is written in quotation marks, which Kong keeps",
  severity: "error",
  yieldsTo: ["syntax/hash-in-value"],
  check({ unit, reading, catalog, report }) {
    for (const assignment of fileAssignments(unit)) {
      const definition = catalog.property(assignment.property);
      if (
        definition === undefined ||
        assignment.opaque !== undefined ||
        keepsQuotes(definition, assignment.writtenValue, catalog)
      )
        continue;
      for (const part of quotedParts(assignment, definition)) {
        report({
          at: valueSpan(assignment, part.start, part.end),
          property: assignment.property,
          message: `${consequence(assignment, definition, reading, catalog)} Write the value without quotation marks.`,
          fixes: [removeQuotes(assignment, definition, part)],
        });
      }
    }
  },
});

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
  if (isRefused(reading, assignment))
    return `Kong never removes quotation marks, and ${kong} refuses \`${name}\` with them.`;
  if (type === "boolean" || type === "ngx_boolean")
    return `Kong never removes quotation marks, so ${kong} reads \`off\` here.`;
  if (type === "number")
    return `Kong never removes quotation marks, so this is no number and ${kong} leaves \`${name}\` unset.`;
  return `Kong never removes quotation marks: for ${kong} they are part of \`${name}\`.`;
}

/** Without its marks a text may mean something else to Kong: a number is written anew, and `#` begins a comment. */
function removeQuotes(assignment: Assignment, { type }: Property, { start, end }: Quoted): Fix {
  const inner = assignment.writtenValue.slice(start + 1, end - 1);
  const changes =
    /#|^\s|\s$/.test(inner) || inner === "" || (type !== "number" && toNumber(inner) !== undefined);
  return {
    title: "Remove the quotation marks",
    applicability: changes ? "unsafe" : "safe",
    edits: [start, end - 1].map((at) => ({
      kind: "replace" as const,
      span: valueSpan(assignment, at, at + 1),
      text: "",
    })),
  };
}
