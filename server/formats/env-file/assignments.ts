import type { Assignment, Layer } from "../../model/assignment.ts";
import { locate } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { opacityOf, type Value, writtenText } from "../../model/value.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { statementLines } from "../shared/statement-span.ts";
import { isTemplate } from "../shared/template.ts";
import { opaqueAt } from "../shared/value-builder.ts";
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
  const { path: id, text } = source.document;
  const sourceText = text.slice(inner.start, inner.end);
  const value: Value = isTemplate(sourceText)
    ? { kind: "text", pieces: [opaqueAt("template", locate(id, inner), sourceText)] }
    : { kind: "text", pieces };
  const content = writtenText(value);
  const span = { start: nameSpan.start, end: Math.max(nameSpan.end, written.end) };
  // What stands before the name belongs to the line: blanks, a byte order mark, `export`.
  const lead =
    /(?:export\s+)?$/.exec(text.slice(Math.max(0, nameSpan.start - 40), nameSpan.start))?.[0] ?? "";
  return {
    channel: "environment",
    layer,
    origin: { kind: "written", address: name },
    property,
    writtenName: name,
    variable: name,
    nameSpan: locate(id, nameSpan),
    span: locate(id, span),
    lineSpan: locate(id, statementLines(text, { start: nameSpan.start - lead.length, end: span.end })),
    value,
    rawValue: content,
    rawValueSpan: locate(id, written),
    writtenValue: content,
    writtenValueSpan: locate(id, inner),
    opaque: opacityOf(value),
    section: undefined,
  };
}
