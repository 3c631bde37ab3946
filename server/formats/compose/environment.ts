import { sliceSpan } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { OtherVariable } from "../../model/config-unit.ts";
import { locate } from "../../model/location.ts";
import { opacityOf, type Piece, type Value, writtenText } from "../../model/value.ts";
import { type Cooked, literalCooked, sliceCooked, textOfPieces } from "../shared/cooked.ts";
import type { Interpolated } from "../shared/interpolate.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { ENVIRONMENT_LAYER } from "../shared/layers.ts";
import { Problems } from "../shared/problems.ts";
import { statementLines } from "../shared/statement-span.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { resolveScalar } from "../yaml/resolve-plain.ts";
import type { YamlNode, YamlScalar } from "../yaml/tree.ts";
import { addressOf } from "./address.ts";
import type { EnvironmentEntry } from "./definition.ts";
import { dollarCorrection, quotesAround } from "./entry-corrections.ts";
import { type EntryContext, refuse, reportNearName, reportQuotes, reportReaders } from "./entry-problems.ts";
import { type ComposeRun, cookedOf, fillPart, locationOf, readScalar, templatePiece } from "./scalars.ts";

/** The name of an entry and, for a list, where its `=` stands. */
export interface EntryName {
  readonly name: string;
  /** The offset of the `=` in the text of the item; undefined for maps, and for a name alone. */
  readonly sign: number | undefined;
}

/** The name of the variable that an entry sets; undefined where it is unknown before run time, or no text. */
export function entryName(run: ComposeRun, entry: EnvironmentEntry): EntryName | undefined {
  const { key } = entry;
  if (key.kind !== "scalar") return undefined;
  if (entry.form === "map") return { name: key.text, sign: undefined };
  const equals = key.text.indexOf("=");
  const sign = equals < 0 ? undefined : equals;
  const written = key.text.slice(0, sign ?? key.text.length);
  if (!written.includes("$")) return { name: written, sign };
  const cooked = sliceCooked(cookedOf(entry.file, key), { start: 0, end: written.length });
  const name = textOfPieces(fillPart(run, cooked, 0).pieces);
  return name === undefined ? undefined : { name, sign };
}

/** The setting that an entry of `environment` makes; undefined where it makes none of Kong's. */
export function readEntry(context: EntryContext, entry: EnvironmentEntry): Assignment | undefined {
  const named = entryName(context.run, entry);
  if (named === undefined) return undefined;
  const property = propertyOfVariable(named.name);
  reportNearName(context, entry, named.name);
  if (property === undefined) return undefined;
  const parts = readParts(context, entry, named);
  if (parts === undefined) return undefined;
  return toAssignment(context, entry, named, property, parts);
}

/** The variable of another program that an entry of `environment` sets. What Compose does with its value is not reported. */
export function readOther(context: EntryContext, entry: EnvironmentEntry): OtherVariable | undefined {
  const named = entryName(context.run, entry);
  if (named === undefined || propertyOfVariable(named.name) !== undefined) return undefined;
  const parts = readParts({ ...context, problems: new Problems() }, entry, named);
  if (parts === undefined) return undefined;
  return { variable: named.name, value: parts.value, at: nameSpanOf(entry, named.sign) };
}

function readParts(context: EntryContext, entry: EnvironmentEntry, named: EntryName): EntryParts | undefined {
  return entry.form === "map"
    ? readMapEntry(context, entry, named.name)
    : readListEntry(context, entry, named);
}

/** The parts of an entry. Offsets are of the file of the entry. */
interface EntryParts {
  readonly value: Value;
  /** The value with its quotes. */
  readonly written: { readonly start: number; readonly end: number };
  /** The value without its quotes. */
  readonly inner: { readonly start: number; readonly end: number };
}

function toAssignment(
  { service }: EntryContext,
  entry: EnvironmentEntry,
  { name, sign }: EntryName,
  property: string,
  { value, written, inner }: EntryParts,
): Assignment {
  const { source } = entry.file;
  const { path: id } = source.document;
  const nameSpan = nameSpanOf(entry, sign);
  const text = writtenText(value);
  return {
    channel: "environment",
    layer: ENVIRONMENT_LAYER,
    origin: { kind: "written", address: addressOf(entry, service, name) },
    property,
    writtenName: name,
    variable: name,
    nameSpan,
    span: { source: id, start: nameSpan.start, end: Math.max(nameSpan.end, entry.span.end) },
    lineSpan: locate(id, statementLines(source.document.text, entry.span)),
    value,
    rawValue: text,
    rawValueSpan: locate(id, written),
    writtenValue: text,
    writtenValueSpan: locate(id, inner),
    opaque: opacityOf(value),
    section: undefined,
  };
}

function nameSpanOf(entry: EnvironmentEntry, sign: number | undefined): Assignment["nameSpan"] {
  const { path: id } = entry.file.source.document;
  const { key } = entry;
  if (entry.form === "list" && key.kind === "scalar") {
    const end = sign ?? key.text.length;
    return locate(id, key.map.spanToSource({ start: 0, end: key.text.slice(0, end).trimEnd().length }));
  }
  return locate(id, innerSpan(key));
}

/** A scalar without its quotes. */
function innerSpan(node: YamlNode): { readonly start: number; readonly end: number } {
  const { start, end } = node.span;
  const isQuoted = node.kind === "scalar" && (node.style === "single" || node.style === "double");
  return isQuoted && end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };
}

/** The parts that interpolation left of a value, and what it refused or took away. */
function settle(
  context: EntryContext,
  entry: EnvironmentEntry,
  cooked: Cooked,
  filled: Interpolated,
  name: string,
): Value {
  const { problems, unit, run } = context;
  const { path: id } = entry.file.source.document;
  if (filled.refused !== undefined) {
    problems.add(unit, {
      kind: "refused",
      at: locate(id, cooked.map.spanToSource(filled.refused.range)),
      name,
      refuses: true,
      before: cooked.text,
      detail: `${run.dialect.name} refuses the value: ${filled.refused.why}`,
    });
    return { kind: "refused" };
  }
  const eaten = filled.references.filter(({ braced, state }) => !braced && state !== "set");
  const [first] = eaten;
  if (first !== undefined)
    problems.add(unit, {
      kind: "dollar-eaten",
      at: locate(id, cooked.map.spanToSource(first.range)),
      name,
      before: cooked.text,
      after: eaten.some(({ state }) => state === "unknown") ? undefined : textOfPieces(filled.pieces),
      detail: `${run.dialect.name} reads the text after \`$\` as the name of a variable, and inserts its value; write \`$$\` for a dollar sign`,
      ...dollarCorrection(entry, name, cooked, eaten),
    });
  return { kind: "text", pieces: filled.pieces };
}

function readMapEntry(context: EntryContext, entry: EnvironmentEntry, name: string): EntryParts | undefined {
  const { value: node, file } = entry;
  if (node === undefined || node.kind === "alias") return undefined;
  const { text } = file.source.document;
  const place = { written: node.span, inner: innerSpan(node) };
  if (node.kind !== "scalar") {
    if (text.startsWith("{{", node.span.start)) {
      const cooked = literalCooked(file.source.document.path, sliceSpan(text, node.span), node.span.start);
      return { ...place, value: { kind: "text", pieces: [templatePiece(cooked)] } };
    }
    refuse(context, entry, name, "refuses a list or a map as the value of a variable");
    return { ...place, value: { kind: "refused" } };
  }
  const read = readScalar(context.run, file, node);
  switch (read.resolved.type) {
    case "null":
      return { ...place, value: passedOn(context, entry, name, entry.span.end) };
    case "refused":
      refuse(context, entry, name, `refuses the value: ${read.resolved.why}`);
      return { ...place, value: { kind: "refused" } };
    case "text":
    case "merge":
      reportReaders(context, entry, node, name);
      return {
        ...place,
        value:
          read.filled === undefined
            ? { kind: "text", pieces: read.pieces ?? [] }
            : settle(context, entry, cookedOf(file, node), read.filled, name),
      };
    default:
      return { ...place, value: readTyped(context, entry, node, name, read.pieces ?? []) };
  }
}

/** Numbers, booleans and dates: refused, or printed again in another form. */
function readTyped(
  context: EntryContext,
  entry: EnvironmentEntry,
  node: YamlScalar,
  name: string,
  pieces: readonly Piece[],
): Value {
  const { dialect } = context.run;
  const { type } = resolveScalar(node, dialect.yaml);
  const text = textOfPieces(pieces) ?? "";
  const isRefused =
    dialect.reader === "compose-1"
      ? type === "boolean" || type === "timestamp"
      : type === "float" && /^(?:[-+]?Inf|NaN)$/.test(text);
  if (isRefused) {
    const what =
      type === "boolean" ? "a boolean" : type === "timestamp" ? "a date" : "a number without value";
    refuse(context, entry, name, `reads the value as ${what}, and rejects it`, quotesAround(entry, node));
    return { kind: "refused" };
  }
  if (text !== node.text)
    context.problems.add(context.unit, {
      kind: "retyped",
      at: locationOf(entry.file, node),
      name,
      before: node.text,
      after: text,
      ...quotesAround(entry, node),
      detail: `${dialect.name} reads the value as ${type === "integer" ? "a number" : `a ${type}`} and passes it on in another spelling, because it has no quotes`,
    });
  reportReaders(context, entry, node, name);
  return { kind: "text", pieces };
}

function readListEntry(
  context: EntryContext,
  entry: EnvironmentEntry,
  { name, sign }: EntryName,
): EntryParts | undefined {
  const { key, file } = entry;
  if (key.kind !== "scalar") return undefined;
  const cooked = cookedOf(file, key);
  if (sign === undefined) {
    const end = key.span.end;
    const place = { start: end, end };
    return { value: passedOn(context, entry, name, end), written: place, inner: place };
  }
  const part = sliceCooked(cooked, { start: sign + 1, end: cooked.text.length });
  const at =
    part.text === ""
      ? { start: key.map.toSource(sign) + 1, end: key.map.toSource(sign) + 1 }
      : cooked.map.spanToSource({ start: sign + 1, end: cooked.text.length });
  const place = { written: at, inner: at };
  if (part.text.includes("{{")) return { ...place, value: { kind: "text", pieces: [templatePiece(part)] } };
  reportQuotes(context, entry, part, name);
  const filled = fillPart(context.run, part, 0);
  return { ...place, value: settle(context, entry, part, filled, name) };
}

/** A variable without a value comes from the shell, or from `.env`; where neither has it, the image loses it as well. */
function passedOn(context: EntryContext, entry: EnvironmentEntry, name: string, end: number): Value {
  const { run, problems, unit } = context;
  const variable = run.lookup(name);
  if (variable.state === "set") return { kind: "text", pieces: variable.pieces };
  const { path: id, text } = entry.file.source.document;
  problems.add(unit, {
    kind: "removed",
    at: nameSpanOf(entry, undefined),
    name,
    before: text.slice(entry.span.start, Math.max(end, entry.span.end)),
    detail: `${run.dialect.name} reads \`${name}\` from the shell that runs it or from \`.env\`; where neither has it, the container does not get it, even from the image`,
  });
  if (variable.state === "unset") return { kind: "removed" };
  const at = nameSpanOf(entry, undefined);
  return { kind: "text", pieces: [opaqueAt("shell-variable", locate(id, at), name)] };
}
