import { sliceSpan, span } from "../../../grammar/text/span.ts";
import { isPlainText } from "../../../grammar/text/text-facts.ts";
import type { Property } from "../../../schemas/property.ts";
import type { Severity } from "../../findings/finding.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { keeperOfMark } from "../../formats/env-file/readers.ts";
import type { Assignment } from "../../model/assignment.ts";
import { type Location, location } from "../../model/location.ts";
import { type OddCharacter, oddCharacters } from "../support/characters.ts";
import { kongConfStatements } from "../support/documents.ts";
import { valueSpan } from "../support/value-items.ts";

const BYTE_ORDER_MARK = "\ufeff";

/** Invisible and typographic characters where Kong wants plain ones. */
export default defineRule({
  summary: "Invisible or typographic character in a property name or a value",
  severity: "error",
  layer: "encoding",
  check(context) {
    if (isPlainText(context.unit.document)) return;
    checkBegin(context);
    checkBareLines(context);
    for (const assignment of context.unit.assignments) {
      if (assignment.section !== undefined) continue;
      checkName(assignment, context);
      checkValue(assignment, context);
    }
  },
});

/**
 * A byte order mark before a key hides that key; before a comment or an empty line it does no harm. What reads YAML, JSON and the like
 * drops it.
 */
function checkBegin(context: RuleContext): void {
  const { unit, here, report } = context;
  const { text } = unit.document;
  if (!text.startsWith(BYTE_ORDER_MARK)) return;
  const hides = /^\ufeff[ \t]*[A-Za-z]/.test(text);
  const found = unit.otherLines === undefined ? inKongConf(context, hides) : inVariables(context, hides);
  if (found === undefined) return;
  report({
    at: here(span(0, 1)),
    ...found,
    fixes: [replaceFix([{ span: here(span(0, 1)), text: "" }], "Remove the byte order mark")],
  });
}

interface Mark {
  readonly severity: Severity;
  readonly message: string;
}

function inKongConf({ unit }: RuleContext, hides: boolean): Mark | undefined {
  if (unit.file === undefined) return undefined;
  return hides
    ? {
        severity: "error",
        message:
          "The file begins with a byte order mark (BOM), which becomes part of the first property name, so Kong ignores that line. Save the file as UTF-8 without BOM.",
      }
    : {
        severity: "info",
        message:
          "The file begins with a byte order mark (BOM), which Kong would read as part of the first property name. Save the file as UTF-8 without BOM.",
      };
}

/** What becomes of the mark depends on who reads the variables. */
function inVariables({ unit: { reader } }: RuleContext, hides: boolean): Mark | undefined {
  if (!hides) return undefined;
  if (reader === undefined)
    return {
      severity: "warning",
      message:
        "The file begins with a byte order mark (BOM). A shell and systemd read it as part of the first name, so Kong does not get that variable; Docker Compose, `docker run` and kubectl remove it. Save the file as UTF-8 without BOM.",
    };
  const keeper = keeperOfMark(reader);
  return keeper === undefined
    ? undefined
    : {
        severity: "error",
        message: `The file begins with a byte order mark (BOM), which ${keeper} reads as part of the first name, so Kong does not get that variable. Save the file as UTF-8 without BOM.`,
      };
}

/** A full-width sign of equality makes no assignment. */
function checkBareLines({ unit, catalog, here, report }: RuleContext): void {
  for (const statement of kongConfStatements(unit)) {
    if (statement.kind !== "bare" || statement.section !== undefined) continue;
    const text = sliceSpan(unit.document.text, statement.text);
    const at = text.search(/[\uff1d\uff1a]/);
    const key = text.slice(0, Math.max(at, 0)).trim();
    if (at < 0 || !catalog.knows(key)) continue;
    const place = here(span(statement.text.start + at, statement.text.start + at + 1));
    report({
      at: place,
      property: key,
      message: `This is a full-width equals sign (U+${text.charCodeAt(at).toString(16).toUpperCase()}), so the line has no \`=\` and Kong ignores it. Change it to \`=\`.`,
      fixes: [replaceFix([{ span: place, text: "=" }], "Change to `=`")],
    });
  }
}

function checkName(assignment: Assignment, { unit, catalog, report }: RuleContext): void {
  const name = sliceSpan(unit.document.text, assignment.nameSpan);
  const odd = oddCharacters(name).filter(({ offset }) => assignment.nameSpan.start + offset > 0);
  const [first] = odd;
  if (first === undefined) return;
  const meant = replaced(name, odd)
    .replaceAll(BYTE_ORDER_MARK, "")
    .trim()
    .replace(/[^A-Za-z0-9]/g, "_");
  if (!catalog.knows(meant)) return;
  const place = ({ offset, length }: OddCharacter) =>
    location(
      assignment.nameSpan.source,
      assignment.nameSpan.start + offset,
      assignment.nameSpan.start + offset + length,
    );
  report({
    at: place(first),
    property: assignment.property,
    message: `The name contains ${first.name}, so Kong does not read it as \`${meant}\` and ignores the line. Use plain characters.`,
    fixes: [
      replaceFix(
        odd.map((each) => ({ span: place(each), text: each.plain })),
        "Change to plain characters",
      ),
    ],
  });
}

function checkValue(assignment: Assignment, { unit, catalog, report }: RuleContext): void {
  if (assignment.opaque !== undefined || !catalog.knows(assignment.property)) return;
  const value = assignment.writtenValue;
  const definition = catalog.property(assignment.property);
  const odd = oddCharacters(value).filter((character) => matters(character, value, definition));
  const [first] = odd;
  if (first === undefined) return;
  const place = ({ offset, length }: OddCharacter) => valueSpan(assignment, offset, offset + length);
  report({
    at: place(first),
    property: assignment.property,
    message: `The value of \`${assignment.property}\` contains ${first.name}, which Kong reads as part of it. ${first.plain.trim() === "" ? "Remove it." : `Use \`${first.plain}\`.`}`,
    fixes: [
      replaceFix(
        odd.map((each) => ({ span: place(each), text: each.plain })),
        "Change to plain characters",
        // A line of the value that is blank without them would join the next one to it.
        isOverLines(assignment, unit) ? "unsafe" : "safe",
      ),
    ],
  });
}

/** Whether a value goes on in another line. */
function isOverLines({ span: whole }: Assignment, { document }: RuleContext["unit"]): boolean {
  return whole.source === document.path && /[\r\n]/.test(sliceSpan(document.text, whole));
}

/** In free text typographic signs and inner blanks are what the writer wanted; everywhere else they are not. */
function matters({ kind, offset }: OddCharacter, value: string, definition: Property | undefined): boolean {
  if (kind === "invisible") return true;
  const outside = offset === 0 || offset === value.length - 1;
  if (kind === "blank" && outside) return true;
  if (definition === undefined) return false;
  if (definition.format === "json" || definition.enum !== undefined) return true;
  return definition.type !== "string" && definition.type !== "untyped"
    ? true
    : kind === "sign" && quotesAround(value);
}

function quotesAround(value: string): boolean {
  return /^[\u2018-\u201f].*[\u2018-\u201f]$/s.test(value);
}

function replaced(text: string, odd: readonly OddCharacter[]): string {
  const plain = new Map(odd.map((character) => [character.offset, character.plain]));
  return text
    .split("")
    .map((character, at) => plain.get(at) ?? character)
    .join("");
}

function replaceFix(
  edits: readonly { readonly span: Location; readonly text: string }[],
  title: string,
  applicability: Fix["applicability"] = "safe",
): Fix {
  return {
    title,
    applicability,
    edits: edits.map((edit) => ({ kind: "replace" as const, ...edit })),
  };
}
