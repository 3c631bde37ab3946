import { append } from "../../grammar/text/large-lists.ts";
import { once } from "../../grammar/text/memoize.ts";
import type { Span } from "../../grammar/text/span.ts";
import { isVaultReference } from "../../grammar/values/parse-vault-reference.ts";
import { splitList } from "../../grammar/values/split-list.ts";
import { inRange } from "../../schemas/release.ts";
import { type Assignment, valuePlace } from "../model/assignment.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import { type Location, locate } from "../model/location.ts";
import { syncSwitchOf } from "./after-open-source.ts";
import { loaderType } from "./check/type-value.ts";
import { type Environment, variableOf } from "./layers/environment.ts";
import { lineToRead } from "./layers/line-to-read.ts";
import { valueRange } from "./locate-refusal.ts";
import { toNumber } from "./lua/to-number.ts";
import { toText } from "./lua/to-text.ts";
import type { LoaderModel } from "./model.ts";
import { mayBeNumber } from "./read/convert-value.ts";
import type { KongValue, Loss, LossReason, PropertyReading, Refusal } from "./reading.ts";

/** What is known when losses are worked out: the source, and what Kong made of it. */
export interface LossInput {
  readonly unit: ConfigUnit;
  readonly model: LoaderModel;
  readonly environment: Environment;
  readonly properties: ReadonlyMap<string, PropertyReading>;
  /** Those of the nodes too. */
  readonly refusals: readonly Refusal[];
}

/** Everything written that has no effect, or another than the text says, in the order of the source. */
export function lossesOf(input: LossInput): Loss[] {
  const { unit } = input;
  const winners = once(() => winnersOf(unit));
  const refused = new Set(input.refusals.filter(speaksOfValue).map(({ assignment }) => assignment));
  const losses: Loss[] = [];
  for (const assignment of unit.assignments)
    append(losses, lossesOfAssignment(input, assignment, winners, refused));
  append(losses, linesWithoutAssignment(unit));
  return losses.sort((a, b) => a.span.start - b.span.start);
}

/** The last assignment of a property in each channel, which is the one that counts. */
function winnersOf(unit: ConfigUnit): ReadonlyMap<string, Assignment> {
  const winners = new Map<string, Assignment>();
  for (const assignment of unit.assignments)
    if (assignment.section === undefined && assignment.unfinished !== true)
      winners.set(layerKey(assignment), assignment);
  return winners;
}

function layerKey({ channel, property, variable }: Assignment): string {
  return channel === "file" ? property : `${channel} ${variable}`;
}

/** Refusals that already say that a value is empty or no number. */
function speaksOfValue({ check }: Refusal): boolean {
  return ["enum", "unset", "unset-number", "listen-empty", "cipher-suite", "dns-client"].includes(check);
}

/** Most lines lose nothing. */
const NONE: readonly Loss[] = [];

function lossesOfAssignment(
  input: LossInput,
  assignment: Assignment,
  winners: () => ReadonlyMap<string, Assignment>,
  refused: ReadonlySet<Assignment | undefined>,
): readonly Loss[] {
  const { property, channel } = assignment;
  if (assignment.unfinished === true) return [lossOf(assignment, "not-an-assignment", assignment.span)];
  if (assignment.section !== undefined) return [lossOf(assignment, "hidden-by-section", assignment.span)];
  const reading = input.properties.get(property);
  if (reading === undefined || !seen(input, assignment, reading))
    return [lossOf(assignment, "unknown-key", assignment.nameSpan)];
  // Most assignments are the one whose value Kong uses, and nothing wins over it.
  const { provenance } = reading;
  if (provenance.kind === "assignment" && provenance.assignment === assignment)
    return lossesOfUsed(input, assignment, reading, refused);
  const winner = winners().get(layerKey(assignment));
  if (winner !== undefined && winner !== assignment) {
    const reason =
      winner.layer.rank > assignment.layer.rank ? "overridden-by-layer" : "overridden-by-later-line";
    return [{ ...lossOf(assignment, reason, assignment.span), reads: reading.value, winner }];
  }
  const { environment } = input;
  const variable =
    channel === "file" && environment.size > 0 ? environment.get(variableOf(property)) : undefined;
  if (variable !== undefined) {
    const over = variable.provenance.kind === "assignment" ? variable.provenance.assignment : undefined;
    const loss = lossOf(assignment, "overridden-by-environment", assignment.span);
    return [{ ...loss, reads: reading.value, winner: over }];
  }
  return lossesOfUsed(input, assignment, reading, refused);
}

/** Whether Kong looks at the name as the process gets it: a variable must be in capitals. */
function seen(
  { model }: LossInput,
  { channel, property, variable }: Assignment,
  { definition }: PropertyReading,
): boolean {
  if (channel === "environment") return variable === variableOf(property);
  return definition !== undefined || model.texts.name(property).dynamicNames.includes(property);
}

function lossOf(assignment: Assignment, reason: LossReason, span: Location, reads?: KongValue): Loss {
  return { reason, property: assignment.property, assignment, span, reads, winner: undefined };
}

/** What is lost of an assignment whose value Kong uses. */
function lossesOfUsed(
  input: LossInput,
  assignment: Assignment,
  reading: PropertyReading,
  refused: ReadonlySet<Assignment | undefined>,
): readonly Loss[] {
  return assignment.opaque === undefined
    ? valueLosses(input, assignment, reading, refused.has(assignment))
    : NONE;
}

function valueLosses(
  input: LossInput,
  assignment: Assignment,
  reading: PropertyReading,
  refused: boolean,
): readonly Loss[] {
  const { quirks } = input.model;
  const range = valueRange(assignment, quirks);
  const read = assignment.rawValue.slice(range.start, range.end);
  if (
    quirks.vaultReferences !== "none" &&
    read.includes("{vault:") &&
    splitList(read).some(({ text }) => isVaultReference(text))
  )
    return NONE;
  const isCut = read !== assignment.writtenValue && assignment.writtenValue.startsWith(read);
  const reason = typeLoss(input, assignment, reading, read);
  const repeated = refused && (reason === "empty" || reason === "not-a-number");
  if (!isCut && (reason === undefined || repeated)) return NONE;
  const losses: Loss[] = [];
  if (isCut) {
    const lost = { start: range.end, end: range.start + assignment.writtenValue.length };
    losses.push(lossOf(assignment, "cut-at-hash", valuePlace(assignment, lost), reading.value));
  }
  if (reason !== undefined && !repeated) {
    const span = range.start === range.end ? assignment.span : valuePlace(assignment, range);
    losses.push(lossOf(assignment, reason, span, reading.value));
  }
  return losses;
}

function typeLoss(
  input: LossInput,
  assignment: Assignment,
  reading: PropertyReading,
  read: string,
): LossReason | undefined {
  const { model } = input;
  if (forcedOff(model, reading, read)) return "forced-off";
  if (aliasUnused(input, reading)) return "alias-not-used";
  const type = loaderType(reading.definition);
  if (read === "")
    return sameValue(reading.value, model.defaults.get(assignment.property)?.value) ? undefined : "empty";
  switch (type) {
    case "boolean":
      return ["on", "off", "true", "false"].includes(read) ? undefined : "boolean-not-understood";
    case "ngx_boolean":
      return ["on", "off", "false"].includes(read) ? undefined : "boolean-not-understood";
    case "number":
      return toNumber(read) === undefined ? "not-a-number" : undefined;
    case "string":
    case "array":
    case "untyped":
      return normalised(input, assignment) ? "number-normalised" : undefined;
  }
}

function sameValue(a: KongValue | undefined, b: KongValue | undefined): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && a.join() === b.join());
}

/** A text that was read as a number and reads differently now. */
function normalised({ unit, model: { texts, quirks } }: LossInput, assignment: Assignment): boolean {
  if (assignment.channel !== "file" || !mayBeNumber(assignment.rawValue)) return false;
  const value = texts.read(lineToRead(unit, assignment, quirks.delimiter)).converted;
  return typeof value === "number" && toText(value) !== assignment.rawValue;
}

/** Whether the property is an alias whose successor has a value of its own. */
function aliasUnused({ properties }: LossInput, { property, definition }: PropertyReading): boolean {
  const successor = definition?.aliasOf ?? definition?.deprecated?.replacement;
  const provenance = successor === undefined ? undefined : properties.get(successor)?.provenance;
  if (provenance === undefined || provenance.kind === "default" || provenance.kind === "derived")
    return false;
  return provenance.kind !== "alias" || provenance.alias !== property;
}

/** Kong 3.7–3.8 switch `cluster_rpc` off, 3.9 and later a synchronisation that needs it. */
function forcedOff(
  { base, release }: LoaderModel,
  { property, value }: PropertyReading,
  read: string,
): boolean {
  if ((read !== "on" && read !== "true") || (value !== "off" && value !== false)) return false;
  if (inRange(base, { before: "3.7" })) return false;
  return value === "off" ? property === "cluster_rpc" : property === syncSwitchOf(release, base);
}

/** Lines without `=` have no effect; Penlight keeps them as items that Kong never looks at. */
function linesWithoutAssignment(unit: ConfigUnit): Loss[] {
  const { file, otherLines = [] } = unit;
  const spans: Span[] = [];
  if (file !== undefined) {
    for (const statement of file.content) if (statement.kind === "bare") spans.push(statement.text);
  } else {
    for (const { kind, span } of otherLines) if (kind === "not-an-assignment") spans.push(span);
  }
  return spans.map((span) => ({
    reason: "not-an-assignment",
    property: "",
    assignment: undefined,
    span: locate(unit.document.path, span),
    reads: undefined,
    winner: undefined,
  }));
}
