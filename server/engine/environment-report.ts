import type { Catalog } from "../../schemas/catalog.ts";
import { catalogFor } from "../../schemas/catalog.ts";
import { formatRelease } from "../../schemas/release.ts";
import { looksLikeSecretName } from "../../schemas/secret-names.ts";
import { effectiveAssignments } from "../formats/shared/effective.ts";
import { propertyOfVariable } from "../formats/shared/kong-variable.ts";
import type { ConfigUnit, LinkedSource } from "../model/config-unit.ts";
import type { FormatProblem } from "../model/format.ts";
import type { Location } from "../model/location.ts";
import { type Opaque, opacityOf, textOf, type Value } from "../model/value.ts";
import { isReference } from "../secrets/harmless-value.ts";
import { MASK } from "../secrets/mask.ts";
import { Redactor } from "../secrets/redactor.ts";
import { maskParts } from "../secrets/secret-parts.ts";
import { isSecretProperty } from "../secrets/secrets.ts";
import type { LintSettings } from "./lint-settings.ts";
import { resolveRelease } from "./resolve-release.ts";

/** A place for people and programs. */
export interface EnvironmentPlace {
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** One variable that a process gets, or that was taken from it. */
export interface EnvironmentVariable {
  readonly name: string;
  /** null where it is removed, or known at run time only. */
  readonly value: string | null;
  readonly state: "text" | "opaque" | "removed";
  /** Why the value is opaque. */
  readonly why?: Opaque;
  readonly layer: string;
  readonly at: EnvironmentPlace | null;
}

/** Something that a tool dropped, changed or refused on the way. */
export interface EnvironmentProblem {
  readonly kind: string;
  readonly name: string | null;
  /** Whether the tool stops. */
  readonly refuses: boolean;
  readonly detail: string;
  readonly at: EnvironmentPlace | null;
}

/** The environment of one process. */
export interface EnvironmentUnit {
  readonly id: string;
  readonly name: string | null;
  /** `oss@3.9.3`; null where nothing tells it. */
  readonly release: string | null;
  readonly variables: readonly EnvironmentVariable[];
  readonly problems: readonly EnvironmentProblem[];
}

/** What `environment` prints as JSON. */
export interface EnvironmentReport {
  readonly version: 1;
  readonly units: readonly EnvironmentUnit[];
}

/** What a person may see of a value. */
type Shown = (name: string, text: string) => string;

/**
 * The variables that each process of a source gets, with what was lost on the way.
 * @param showSecrets whether values of secrets are given as they are
 */
export function environmentReport(
  linked: LinkedSource,
  settings: LintSettings,
  showSecrets: boolean,
): EnvironmentReport {
  const holders = linked.units.map((unit) => {
    const { release } = resolveRelease(unit, settings.release);
    return { unit, catalog: catalogFor(release) };
  });
  const redactor = new Redactor(linked, holders);
  const redact = (text: string) => (showSecrets ? text : redactor.redact(text));
  return {
    version: 1,
    units: holders.map(({ unit, catalog }) => ({
      id: unit.id,
      name: unit.name ?? null,
      release: unit.release === undefined ? null : formatRelease(unit.release.release),
      variables: variablesOf(
        unit,
        linked,
        showSecrets ? (_, text) => text : (name, text) => masked(name, text, catalog, redact),
      ),
      problems: linked.problems
        .filter(({ units }) => units.includes(unit.id))
        .map((problem) => shownProblem(problem, linked, redact)),
    })),
  };
}

function variablesOf(unit: ConfigUnit, linked: LinkedSource, shown: Shown): EnvironmentVariable[] {
  const variables = new Map<string, EnvironmentVariable>();
  for (const { variable, value, at } of unit.others ?? []) {
    const entry = entryOf(variable, value, "environment", at, linked, shown);
    if (entry !== undefined) variables.set(variable, entry);
  }
  for (const [name, { channel, value, layer, nameSpan }] of effectiveAssignments(unit)) {
    if (channel !== "environment") continue;
    const entry = entryOf(name, value, layer.label, nameSpan, linked, shown);
    if (entry !== undefined) variables.set(name, entry);
  }
  return [...variables.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** @returns undefined for a value at which the tool stops: a problem says so */
function entryOf(
  name: string,
  value: Value,
  layer: string,
  at: Location | undefined,
  linked: LinkedSource,
  shown: Shown,
): EnvironmentVariable | undefined {
  const rest = { layer, at: placeOf(at, linked) };
  if (value.kind === "refused") return undefined;
  if (value.kind === "removed") return { name, value: null, state: "removed", ...rest };
  const why = opacityOf(value);
  if (why !== undefined) return { name, value: null, state: "opaque", why, ...rest };
  return { name, value: shown(name, textOf(value) ?? ""), state: "text", ...rest };
}

function masked(name: string, text: string, catalog: Catalog, redact: (text: string) => string): string {
  if (text === "" || isReference(text)) return text;
  const property = propertyOfVariable(name);
  const isSecret = property === undefined ? looksLikeSecretName(name) : isSecretProperty(property, catalog);
  return isSecret ? MASK : redact(maskParts(property ?? name, text));
}

function shownProblem(
  { kind, name, refuses, detail, at }: FormatProblem,
  linked: LinkedSource,
  redact: (text: string) => string,
): EnvironmentProblem {
  return { kind, name: name ?? null, refuses, detail: redact(detail), at: placeOf(at, linked) };
}

function placeOf(at: Location | undefined, { source, drawn }: LinkedSource): EnvironmentPlace | null {
  if (at === undefined) return null;
  const document = source.document.path === at.source ? source.document : drawn.get(at.source)?.document;
  if (document === undefined) return null;
  return { path: at.source, line: document.lines.positionAt(at.start).line + 1 };
}
