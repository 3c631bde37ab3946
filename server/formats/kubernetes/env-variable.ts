import type { Assignment, Layer } from "../../model/assignment.ts";
import type { OtherVariable } from "../../model/config-unit.ts";
import type { Location } from "../../model/location.ts";
import { type Opaque, opacityOf, type Piece, type Value, writtenText } from "../../model/value.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import type { DataEntry } from "./data-set.ts";

/** A variable before it is known whether Kong reads it. */
export interface EnvVariable {
  readonly name: string;
  readonly writtenName: string;
  readonly layer: Layer;
  readonly address: string;
  readonly nameSpan: Location;
  readonly span: Location;
  readonly lineSpan: Location;
  readonly pieces: readonly Piece[];
  readonly written: Location;
  readonly inner: Location;
  /** It refers to a key that is not there. The container does not start, so nobody ever gets to the value. */
  readonly unfilled?: Opaque;
}

/** A variable that an entry of a ConfigMap or Secret becomes. */
export function fromEntry(prefix: string, entry: DataEntry, layer: Layer, address: string): EnvVariable {
  return {
    name: prefix + entry.key,
    writtenName: entry.key,
    layer,
    address,
    nameSpan: entry.keySpan,
    span: entry.span,
    lineSpan: entry.lineSpan,
    pieces: entry.pieces,
    written: entry.written,
    inner: entry.inner,
  };
}

/** The variables that are settings of Kong, and the others. */
export function sortVariables(variables: readonly EnvVariable[]): {
  readonly assignments: readonly Assignment[];
  readonly others: readonly OtherVariable[];
} {
  const assignments: Assignment[] = [];
  const others: OtherVariable[] = [];
  for (const variable of variables) {
    const value: Value = { kind: "text", pieces: variable.pieces };
    const property = propertyOfVariable(variable.name);
    if (property === undefined) others.push({ variable: variable.name, value, at: variable.nameSpan });
    else assignments.push(assignmentOf(variable, property, value));
  }
  return { assignments, others };
}

function assignmentOf(variable: EnvVariable, property: string, value: Value): Assignment {
  const text = writtenText(value);
  return {
    channel: "environment",
    layer: variable.layer,
    origin: { kind: "written", address: variable.address },
    property,
    writtenName: variable.writtenName,
    variable: variable.name,
    nameSpan: variable.nameSpan,
    span: variable.span,
    lineSpan: variable.lineSpan,
    value,
    rawValue: text,
    rawValueSpan: variable.written,
    writtenValue: text,
    writtenValueSpan: variable.inner,
    opaque: variable.unfilled ?? opacityOf(value),
    section: undefined,
  };
}
