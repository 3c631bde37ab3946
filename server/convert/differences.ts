import type { Release } from "../../schemas/release.ts";
import { effectiveAssignments } from "../formats/shared/effective.ts";
import { load } from "../loader/load.ts";
import type { PropertyReading, Provenance, Reading } from "../loader/reading.ts";
import type { Assignment, Channel } from "../model/assignment.ts";
import { type ConfigUnit, withAssignments } from "../model/config-unit.ts";
import { textOf } from "../model/value.ts";
import type { Carried } from "./carried.ts";

/** What a result should have. */
export interface Expectation {
  /** The process of the source. */
  readonly unit: ConfigUnit;
  /** What is written as text. */
  readonly texts: readonly Carried[];
  /** What is written as a reference, or as a comment where the target has none. */
  readonly references: readonly Carried[];
  readonly release: Release;
  /** The channel in which the result sets them. */
  readonly channel: Channel;
}

/** The properties and variables that Kong, or another program of the process, gets otherwise from a result than from its source. */
export function differences(expected: Expectation, actual: ConfigUnit | undefined): ReadonlySet<string> {
  if (actual === undefined) return new Set(expected.texts.map(({ variable }) => variable));
  const found = winners(expected, actual);
  return new Set([
    ...otherTexts(expected, actual, found),
    ...otherReadings(expected, withAssignments(actual, [...found.values()])),
  ]);
}

/** The settings of the result, without what an image or a chart adds by itself to those that are written. */
function winners(expected: Expectation, actual: ConfigUnit): ReadonlyMap<string, Assignment> {
  const carried = new Set([...expected.texts, ...expected.references].flatMap(names));
  return new Map(
    [...effectiveAssignments(actual)].filter(
      ([name, { origin }]) => origin.kind === "written" || carried.has(name),
    ),
  );
}

function names({ variable, property }: Carried): readonly string[] {
  return property === undefined ? [variable] : [variable, property];
}

/** Variables arrive with the text that was to be written; what a line of Kong's file says, its reading tells. */
function otherTexts(
  { texts, channel }: Expectation,
  { others = [] }: ConfigUnit,
  found: ReadonlyMap<string, Assignment>,
): readonly string[] {
  if (channel === "file") return [];
  const otherVariables = new Map(others.map(({ variable, value }) => [variable, value]));
  return texts.flatMap(({ variable, assignment, fate }) => {
    const value = assignment === undefined ? otherVariables.get(variable) : found.get(variable)?.value;
    const arrives = value !== undefined && fate.kind === "text" && textOf(value) === fate.text;
    return arrives ? [] : [variable];
  });
}

/** What Kong reads otherwise. */
function otherReadings(
  { unit, texts, references, release }: Expectation,
  actual: ConfigUnit,
): readonly string[] {
  const present = new Set(actual.assignments.flatMap(({ property }) => property));
  const before = load(
    {
      ...withAssignments(unit, [
        ...texts.flatMap(({ assignment }) => assignment ?? []),
        ...references.flatMap(({ assignment }) =>
          assignment !== undefined && present.has(assignment.property) ? [unknown(assignment)] : [],
        ),
      ]),
      file: undefined,
    },
    release,
  );
  const after = load({ ...actual, file: undefined }, release);
  const properties = new Set([...before.changed.keys(), ...after.changed.keys()]);
  return [
    ...[...properties].filter(
      (property) => shown(before.properties.get(property)) !== shown(after.properties.get(property)),
    ),
    ...otherRefusals(before, after),
  ].flatMap((property) => [property, ...causes(property, before, after)]);
}

/** A value that is known at run time only. */
function unknown(assignment: Assignment): Assignment {
  const { rawValueSpan: at } = assignment;
  const piece = { kind: "opaque", why: "secret-reference", text: "", at, map: undefined } as const;
  return { ...assignment, opaque: "secret-reference", value: { kind: "text", pieces: [piece] } };
}

function shown(reading: PropertyReading | undefined): string {
  if (reading === undefined) return "";
  const { value, opaque } = reading;
  return opaque
    ? "opaque"
    : `${typeof value} ${typeof value === "number" ? String(value) : JSON.stringify(value)}`;
}

function otherRefusals(before: Reading, after: Reading): readonly string[] {
  const keys = (reading: Reading) =>
    new Map(reading.refusals().map(({ check, property }) => [`${check} ${property}`, property]));
  const [a, b] = [keys(before), keys(after)];
  return [...[...a].filter(([key]) => !b.has(key)), ...[...b].filter(([key]) => !a.has(key))].map(
    ([, property]) => property,
  );
}

/** The settings from which a property gets its value. */
function causes(property: string, ...readings: readonly Reading[]): readonly string[] {
  return readings.flatMap((reading) => causesOf(reading.properties.get(property)?.provenance));
}

function causesOf(provenance: Provenance | undefined): readonly string[] {
  switch (provenance?.kind) {
    case "assignment":
      return [provenance.assignment.property];
    case "alias":
      return [
        provenance.alias,
        ...(provenance.assignment === undefined ? [] : [provenance.assignment.property]),
      ];
    case "derived":
      return [provenance.by];
    case "variable":
    case "default":
    case undefined:
      return [];
  }
}
