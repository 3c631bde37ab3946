import type { Conversion, TargetFormat } from "../../server/convert/conversion.ts";
import { convertUnit } from "../../server/convert/convert-unit.ts";
import {
  type ReleaseOverrides,
  type ResolvedRelease,
  resolveRelease,
} from "../../server/engine/resolve-release.ts";
import { literalKongConf } from "../../server/formats/kong-conf/read-kong-conf.ts";
import { linkSource } from "../../server/formats/read-unit.ts";
import { effectiveAssignments } from "../../server/formats/shared/effective.ts";
import { TARGETS } from "../../server/formats/targets.ts";
import { load } from "../../server/loader/load.ts";
import type { Assignment } from "../../server/model/assignment.ts";
import { type ConfigUnit, type LinkedSource, withAssignments } from "../../server/model/config-unit.ts";
import type { Reader } from "../../server/model/format.ts";
import { formatName } from "../../server/model/format-id.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { textOf } from "../../server/model/value.ts";

/** A target with the reader for which it is written. */
export interface TestTarget {
  readonly label: string;
  readonly format: TargetFormat;
  readonly reader: string | undefined;
}

/** Every target, and environment files for each reader. */
export async function testTargets(): Promise<readonly TestTarget[]> {
  const loaded = await Promise.all(
    TARGETS.map(async ({ name, load: get }) => ({ name, format: await get() })),
  );
  return loaded.flatMap(({ name, format }): readonly TestTarget[] => {
    const target = format as TargetFormat;
    const { readers } = target.unitWriter;
    return readers.length === 0
      ? [{ label: name, format: target, reader: undefined }]
      : READERS.map((reader) => ({ label: `${name} for ${reader}`, format: target, reader }));
  });
}

const READERS = ["compose-2", "compose-1", "docker-run", "bash", "dash", "kubectl", "systemd"] as const;

/** A conversion with what arrived and what did not, judged without the code that converts. */
export interface Comparison {
  readonly conversion: Conversion;
  /** Settings of Kong that the result gives Kong as the source does. */
  readonly equal: number;
  /** Those that the conversion says it left out. */
  readonly left: number;
  /** What is neither equal nor said to be left out. */
  readonly wrong: readonly string[];
}

/**
 * Converts a process with its secrets, reads the text as a file of its own, and compares what Kong gets.
 * @returns undefined where there is nothing to convert
 */
export function compareConversion(
  linked: LinkedSource,
  unit: ConfigUnit,
  { format, reader }: TestTarget,
  overrides: ReleaseOverrides = {},
): Comparison | undefined {
  const release = resolveRelease(unit, overrides);
  const conversion = convertUnit(linked, unit, { target: format, reader, keepsSecrets: true, release });
  if (conversion === undefined) return undefined;
  const result = readResult(conversion.text, format, reader);
  const left = new Set(conversion.notConverted.map(({ name }) => name.toLowerCase().replace(/^kong_/, "")));
  const before = readings(unit, release, ({ origin }) => isOfImage(origin));
  const after =
    result === undefined
      ? new Map<string, string>()
      : readings(
          result,
          release,
          // A chart and an entrypoint may set the same as the source.
          ({ origin, property }) => origin.kind === "derived" && !before.has(property),
        );
  const wrong: string[] = [];
  let equal = 0;
  for (const [property, value] of before) {
    if (left.has(property)) continue;
    if (after.get(property) === value) equal++;
    else wrong.push(property);
  }
  for (const property of after.keys()) if (!before.has(property)) wrong.push(`${property} (added)`);
  wrong.push(...otherVariables(unit, result, left));
  return { conversion, equal, left: conversion.notConverted.length, wrong };
}

/** Where both have an environment, the texts of the variables are equal, whatever Kong makes of them. */
function otherVariables(
  unit: ConfigUnit,
  result: ConfigUnit | undefined,
  left: ReadonlySet<string>,
): readonly string[] {
  if (result === undefined || result.assignments.some(({ channel }) => channel === "file")) return [];
  const texts = new Map(
    [...effectiveAssignments(result)].map(([name, { value }]) => [name, textOf(value)] as const),
  );
  return [...effectiveAssignments(unit)].flatMap(([name, { channel, value, origin }]) => {
    const text = textOf(value);
    if (channel !== "environment" || text === undefined || isOfImage(origin)) return [];
    return left.has(name.toLowerCase().replace(/^kong_/, "")) || texts.get(name) === text
      ? []
      : [`${name} as text`];
  });
}

function isOfImage(origin: Assignment["origin"]): boolean {
  return origin.kind === "derived" && origin.by.what !== "chart";
}

function readResult(text: string, format: TargetFormat, reader: string | undefined): ConfigUnit | undefined {
  const name = formatName(format.id);
  const document = new SourceDocument("result", name === "kubernetes" ? inDeployment(text) : text);
  // To Kong the signs of templates are text.
  const source = name === "kong-conf" ? literalKongConf(format, document) : format.parse(document);
  return linkSource(source, {
    surroundings: {
      chart: "kong",
      ...(reader === undefined ? {} : { reader: reader as Reader }),
    },
    resolve: () => ({ kind: "missing" }),
  }).units[0];
}

function inDeployment(list: string): string {
  const lines = list.split("\n").map((line) => (line === "" ? "" : `          ${line}`));
  return [
    "apiVersion: apps/v1",
    "kind: Deployment",
    "metadata: {name: gateway}",
    "spec:",
    "  template:",
    "    spec:",
    "      enableServiceLinks: false",
    "      containers:",
    "        - name: proxy",
    "          image: kong/kong-gateway",
    ...lines,
  ].join("\n");
}

/** What Kong reads for each property that somebody set, as far as it is known; without what images, entrypoints and charts set. */
function readings(
  unit: ConfigUnit,
  { release }: ResolvedRelease,
  isAdded: (assignment: Assignment) => boolean,
): ReadonlyMap<string, string> {
  const winners = [...effectiveAssignments(unit).values()];
  const own = winners.filter(
    (assignment) =>
      !isAdded(assignment) &&
      textOf(assignment.value) !== undefined &&
      assignment.section === undefined &&
      assignment.unfinished !== true,
  );
  const written = new Set(own.map(({ property }) => property));
  const reading = load({ ...withAssignments(unit, own), file: undefined }, release);
  return new Map(
    [...reading.changed.values()].flatMap(({ property, value, opaque }) =>
      written.has(property) && !opaque
        ? [[property, `${typeof value} ${JSON.stringify(value)}`] as const]
        : [],
    ),
  );
}
