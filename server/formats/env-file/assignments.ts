import type { Assignment, Layer } from "../../model/assignment.ts";
import { locate } from "../../model/location.ts";
import { opacityOf, type Value } from "../../model/value.ts";
import type { Source } from "../format.ts";
import { textOfPieces } from "../shared/cooked.ts";
import { statementLines } from "../shared/statement-lines.ts";
import { isTemplate } from "../shared/template.ts";
import { propertyOfVariable } from "../shared/variable-name.ts";
import type { EnvStatement } from "./reading.ts";

/**
 * The setting that a statement of an environment file makes; undefined for variables that are none of Kong's, and where the reader sets
 * nothing.
 */
export function envFileAssignment(
  source: Source,
  statement: EnvStatement,
  layer: Layer,
): Assignment | undefined {
  const property = propertyOfVariable(statement.name);
  const { pieces, name, nameSpan, written, inner } = statement;
  if (property === undefined || pieces === undefined) return undefined;
  const { id, text } = source;
  const sourceText = text.text.slice(inner.start, inner.end);
  const value: Value = isTemplate(sourceText)
    ? { kind: "text", pieces: [{ kind: "opaque", why: "template", at: locate(id, inner) }] }
    : { kind: "text", pieces };
  const content = textOfPieces(value.pieces) ?? sourceText;
  const span = { start: nameSpan.start, end: Math.max(nameSpan.end, written.end) };
  // What stands before the name belongs to the line: blanks, a byte order mark, `export`.
  const lead =
    /(?:export\s+)?$/.exec(text.text.slice(Math.max(0, nameSpan.start - 40), nameSpan.start))?.[0] ?? "";
  return {
    channel: "environment",
    layer,
    origin: { kind: "written", address: name },
    property,
    writtenName: name,
    variable: name,
    nameSpan: locate(id, nameSpan),
    span: locate(id, span),
    lineSpan: locate(id, statementLines(text.text, { start: nameSpan.start - lead.length, end: span.end })),
    value,
    rawValue: content,
    rawValueSpan: locate(id, written),
    writtenValue: content,
    writtenValueSpan: locate(id, inner),
    opaque: opacityOf(value),
    section: undefined,
  };
}
