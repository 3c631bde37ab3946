import type { Catalog } from "../../../schemas/catalog.ts";
import type { Property } from "../../../schemas/property.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { isSecretProperty } from "../../secrets/secrets.ts";
import { fileAssignments } from "../support/assignments.ts";
import { replaceFix } from "../support/fixes.ts";
import { quoteValue } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** A sign that other languages end a value or begin a comment with, set off by a blank. */
const TAIL = /\s+(?:;|\/\/|--)(?:\s.*)?$/s;

/** A semicolon as the last character of a value that has no other. */
const LAST_SEMICOLON = /^[^;]*[^;\s];$/;

/** Namespaces whose values are code, commands and paths for Lua. */
const FREE_NAMESPACES = ["nginx_", "pluginserver_", "lua_package_"];

/** Comment signs of other languages at the end of a value: Kong knows only `#` there. */
export default defineRule({
  summary: "Comment syntax or semicolon of another language in a value",
  severity: "error",
  layer: "syntax",
  yieldsTo: ["syntax/list-separator"],
  check({ unit, reading, catalog, report }) {
    for (const assignment of fileAssignments(unit)) {
      if (!hasSign(assignment.writtenValue)) continue;
      const definition = catalog.property(assignment.property);
      if (definition === undefined || assignment.opaque !== undefined || isFreeText(definition, catalog))
        continue;
      const start = tailOf(assignment, definition);
      if (start === undefined) continue;
      const value = assignment.writtenValue;
      const bare = /^\s*;$/.test(value.slice(start));
      const read = reading.properties.get(assignment.property);
      const own = read?.provenance.kind === "assignment" && read.provenance.assignment === assignment;
      const lost = reading.losses.find((loss) => loss.assignment === assignment);
      const reads = own ? quoteValue(assignment.property, read.value, catalog) : undefined;
      const mark = start + value.slice(start).search(/\S/);
      report({
        at: valueSpan(assignment, mark, value.length),
        property: assignment.property,
        message: `Only \`#\` starts a comment, so \`${value.slice(mark, mark + 2).trim()}\` is part of this value${lost !== undefined && reads !== undefined ? ` and Kong reads ${reads}` : ""}. ${bare ? "Remove the semicolon." : "Start the comment with `#`."}`,
        fixes: [
          bare
            ? replaceFix("Remove the semicolon", "unsafe", valueSpan(assignment, start, value.length), "")
            : replaceFix(
                "Start the comment with `#`",
                "unsafe",
                valueSpan(assignment, mark, mark + (value[mark] === ";" ? 1 : 2)),
                "#",
              ),
        ],
      });
    }
  },
});

/** Whether there is anything to look at: hardly any value has one of these signs. */
function hasSign(value: string): boolean {
  return value.includes(";") || value.includes("//") || value.includes("--");
}

/** Whether the value may be text for people, code or a secret, in which any sign has its place. */
function isFreeText({ name, format }: Property, catalog: Catalog): boolean {
  return (
    format === "json" ||
    FREE_NAMESPACES.some((namespace) => name.startsWith(namespace)) ||
    name === "declarative_config_string" ||
    name.includes("_template_") ||
    name.includes("_message") ||
    name.endsWith("_subject") ||
    isSecretProperty(name, catalog)
  );
}

/** Where the foreign tail begins, blanks before it included. */
function tailOf({ writtenValue }: Assignment, { type }: Property): number | undefined {
  const tail = TAIL.exec(writtenValue);
  if (tail !== null) return tail.index;
  const endsInSemicolon = type === "array" ? writtenValue.endsWith(";") : LAST_SEMICOLON.test(writtenValue);
  return endsInSemicolon && !/[;\s];$/.test(writtenValue) ? writtenValue.length - 1 : undefined;
}
