import type { Span } from "../../../grammar/text/span.ts";
import type { Assignment, Layer, Origin } from "../../model/assignment.ts";
import type { OtherVariable } from "../../model/config-unit.ts";
import { causeAt, type Location, locate, type SourceId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { opacityOf, type Piece, type Value, writtenText } from "../../model/value.ts";
import { propertyOfVariable } from "./kong-variable.ts";

/** A variable as a source writes it. */
export interface WrittenVariable {
  readonly source: SourceId;
  readonly text: string;
  readonly layer: Layer;
  readonly origin: Origin;
  readonly writtenName: string;
  readonly variable: string;
  readonly nameSpan: Span;
  /** The value with its quotes. */
  readonly valueSpan: Span;
  /** The value without the quotes around all of it. */
  readonly innerSpan: Span;
  readonly lineSpan: Span;
  readonly value: Value;
}

/** The assignment of a variable; undefined where Kong does not read a variable of that name. */
export function environmentAssignment(written: WrittenVariable): Assignment | undefined {
  const property = propertyOfVariable(written.variable);
  if (property === undefined) return undefined;
  const { source, value } = written;
  const at = (span: Span): Location => locate(source, span);
  const text = writtenText(value);
  return {
    channel: "environment",
    layer: written.layer,
    origin: written.origin,
    property,
    writtenName: written.writtenName,
    variable: written.variable,
    nameSpan: at(written.nameSpan),
    span: at({
      start: Math.min(written.nameSpan.start, written.valueSpan.start),
      end: Math.max(written.nameSpan.end, written.valueSpan.end),
    }),
    lineSpan: at(written.lineSpan),
    value,
    rawValue: text,
    rawValueSpan: at(written.valueSpan),
    writtenValue: text,
    writtenValueSpan: at(written.innerSpan),
    opaque: opacityOf(value),
    section: undefined,
  };
}

/** A variable that a source writes for another program; undefined where Kong reads it. */
export function writtenOther({
  source,
  variable,
  value,
  nameSpan,
}: WrittenVariable): OtherVariable | undefined {
  if (propertyOfVariable(variable) !== undefined) return undefined;
  return { variable, value, at: locate(source, nameSpan) };
}

/** A variable of another program, which a vault of the environment may read. */
export function otherVariable(
  { document: { path } }: Pick<Source, "document">,
  variable: string,
  pieces: readonly Piece[],
  name: Span,
): OtherVariable {
  return { variable, value: { kind: "text", pieces }, at: locate(path, name) };
}

/** A variable that no source writes: it comes with an image, a tool or an entrypoint; its places are those of the cause. */
export function derivedAssignment(
  variable: string,
  value: Value,
  layer: Layer,
  by: Extract<Origin, { kind: "derived" }>["by"],
  cause: Location,
): Assignment | undefined {
  const property = propertyOfVariable(variable);
  if (property === undefined) return undefined;
  const text = writtenText(value);
  const at = causeAt(cause);
  return {
    channel: "environment",
    layer,
    origin: { kind: "derived", by },
    property,
    writtenName: variable,
    variable,
    nameSpan: at,
    span: at,
    lineSpan: at,
    value,
    rawValue: text,
    rawValueSpan: at,
    writtenValue: text,
    writtenValueSpan: at,
    opaque: opacityOf(value),
    section: undefined,
  };
}

/** A known text without characters of its own. */
export function derivedText(text: string): Value {
  return { kind: "text", pieces: [{ kind: "text", text, at: undefined, map: undefined }] };
}
