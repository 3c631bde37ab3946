import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit, OtherVariable } from "../../model/config-unit.ts";
import type { FormatProblem, Surroundings } from "../../model/format.ts";
import type { Location } from "../../model/location.ts";
import { textOf, type Value } from "../../model/value.ts";
import { readKongImage } from "../images/kong-image.ts";
import { derivedAssignment, derivedText } from "../shared/environment-assignment.ts";
import { isBitnamiVariable } from "../shared/kong-setting-names.ts";
import { layerOf } from "../shared/layers.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { BITNAMI_FILES, bitnamiDefaults, bitnamiFileProperty } from "./bitnami-entrypoint.ts";
import { type EntrypointFacts, fileLoadOf, forcesDaemonOff, type NotLoaded } from "./official-entrypoint.ts";

/** What is known beside the unit. */
export interface EntrypointContext {
  readonly images?: Surroundings["images"];
  /** Whether the defaults of Kong in the image have a property. */
  hasDefault(property: string): boolean;
}

/** A unit as Kong gets it once the entrypoint of its image has run. */
export interface AppliedEntrypoint {
  readonly unit: LinkedUnit;
  readonly problems: readonly FormatProblem[];
}

/**
 * Applies the entrypoint of the image to a unit of a container: `KONG_X_FILE` becomes `KONG_X`, with a value that is known at run time
 * only, and the image's own defaults come in below. Units without an image of Kong's or bitnami's stay as they are, and so do those
 * with another entrypoint.
 */
export function applyEntrypoint(unit: LinkedUnit, context: EntrypointContext): AppliedEntrypoint {
  const { deployment } = unit;
  const reference = deployment?.image === undefined ? undefined : textOf(deployment.image.value);
  if (
    deployment?.image === undefined ||
    reference === undefined ||
    replacesEntrypoint(deployment.entrypoint?.value)
  )
    return { unit, problems: [] };
  const { maker } = readKongImage(reference, context.images);
  const applied = { unit, at: deployment.image.at, image: reference };
  if (maker === "bitnami") return applyBitnami(applied);
  if (maker !== "kong") return { unit, problems: [] };
  return applyOfficial(applied, {
    version: unit.release?.release.version,
    command: deployment.command?.value,
    hasDefault: (property) => context.hasDefault(property),
  });
}

interface Applied {
  readonly unit: LinkedUnit;
  readonly at: Location;
  readonly image: string;
}

function replacesEntrypoint(words: readonly string[] | undefined): boolean {
  return words !== undefined && !/(?:^|\/)(?:docker-)?entrypoint\.sh$/.test(words[0] ?? "");
}

/** The assignment that counts for each variable of the environment. */
function winnersOf(unit: LinkedUnit): ReadonlyMap<string, Assignment> {
  const winners = new Map<string, Assignment>();
  for (const each of unit.assignments) {
    if (each.channel !== "environment") continue;
    const before = winners.get(each.variable);
    if (before === undefined || before.layer.rank <= each.layer.rank) winners.set(each.variable, each);
  }
  return winners;
}

function isSet(assignment: Assignment | undefined): boolean {
  return assignment?.value.kind === "text" && textOf(assignment.value) !== "";
}

function applyOfficial({ unit, at, image }: Applied, facts: EntrypointFacts): AppliedEntrypoint {
  const winners = winnersOf(unit);
  const added: Assignment[] = [];
  const gone = new Set<string>();
  const problems: FormatProblem[] = [];
  for (const [name, assignment] of winners) {
    const load = isSet(assignment) ? fileLoadOf(name, facts) : undefined;
    if (load === undefined) continue;
    if (typeof load === "string") {
      problems.push(problemOf(unit, assignment, `file-not-applied-by-${load}`, false, WHY_NOT[load]));
      continue;
    }
    if (isSet(winners.get(load.variable))) {
      problems.push(
        problemOf(
          unit,
          assignment,
          "exclusive",
          true,
          `the entrypoint stops: ${load.variable} is set as well`,
        ),
      );
      continue;
    }
    gone.add(name);
    const made = loaded(assignment, load.variable, image);
    if (made !== undefined) added.push(made);
  }
  const isForced = forcesDaemonOff(facts);
  if (isForced || !isSet(winners.get("KONG_NGINX_DAEMON"))) {
    const daemon = derived("KONG_NGINX_DAEMON", derivedText("off"), image, at);
    const layer = layerOf(isForced ? "command" : "image", "entrypoint of the image");
    if (daemon !== undefined) added.push({ ...daemon, layer });
  }
  return { unit: withChanges(unit, gone, added), problems };
}

const WHY_NOT: Readonly<Record<NotLoaded, string>> = {
  command: "the entrypoint reads files only where the first word of the command is `kong`",
  release: "the entrypoint of this release does not read a file for this name",
  name: "the entrypoint reads files only for properties in the defaults of its Kong, and for `KONG_PASSWORD`",
};

function applyBitnami({ unit, at, image }: Applied): AppliedEntrypoint {
  const winners = winnersOf(unit);
  const added: Assignment[] = [];
  const gone = new Set<string>();
  const others: OtherVariable[] = [];
  for (const [name, assignment] of winners) {
    const target = name.replace(/_FILE$/, "");
    const property = bitnamiFileProperty(name);
    if (property !== undefined) {
      gone.add(name);
      added.push({
        ...assignment,
        channel: "file",
        property,
        layer: layerOf("image", "kong.conf of the image"),
      });
    } else if (target !== name && BITNAMI_FILES.has(target) && isSet(assignment)) {
      gone.add(name);
      const made = loaded(assignment, target, image);
      if (made !== undefined) added.push(made);
    } else if (isBitnamiVariable(name)) {
      gone.add(name);
      others.push({ variable: name, value: assignment.value, at: assignment.nameSpan });
    }
  }
  const loadedNames = new Set(added.map(({ variable }) => variable));
  for (const made of bitnamiDefaults((variable) => readText(winners, loadedNames, variable))) {
    const cause = winners.get(made.from[0] ?? "")?.span ?? at;
    const value: Value =
      made.text === undefined
        ? { kind: "text", pieces: [opaqueAt("shell-variable", cause, "")] }
        : derivedText(made.text);
    const assignment = derived(made.variable, value, image, cause);
    if (assignment !== undefined) added.push(assignment);
  }
  const changed = withChanges(unit, gone, added);
  if (others.length === 0) return { unit: changed, problems: [] };
  return { unit: { ...changed, others: [...(unit.others ?? []), ...others] }, problems: [] };
}

function readText(
  winners: ReadonlyMap<string, Assignment>,
  loadedNames: ReadonlySet<string>,
  variable: string,
): string | null | undefined {
  if (loadedNames.has(variable)) return null;
  const assignment = winners.get(variable);
  if (assignment === undefined || assignment.value.kind !== "text") return undefined;
  return textOf(assignment.value) ?? null;
}

/** What comes out of a file that only the container has. */
function loaded(cause: Assignment, variable: string, image: string): Assignment | undefined {
  const value: Value = {
    kind: "text",
    pieces: [opaqueAt("other-file", cause.rawValueSpan, cause.rawValue)],
  };
  const made = derived(variable, value, image, cause.span);
  return made === undefined
    ? undefined
    : { ...made, layer: layerOf("command", "file read by the entrypoint") };
}

function derived(variable: string, value: Value, image: string, at: Location): Assignment | undefined {
  const by = { what: "entrypoint", name: image, version: undefined } as const;
  return derivedAssignment(variable, value, layerOf("image", "entrypoint of the image"), by, at);
}

function withChanges(unit: LinkedUnit, gone: ReadonlySet<string>, added: readonly Assignment[]): LinkedUnit {
  if (gone.size === 0 && added.length === 0) return unit;
  const kept = unit.assignments.filter(({ variable, channel }) => channel === "file" || !gone.has(variable));
  const assignments = [...kept, ...added].map((assignment, index) => ({ assignment, index }));
  assignments.sort((a, b) => a.assignment.layer.rank - b.assignment.layer.rank || a.index - b.index);
  return { ...unit, assignments: assignments.map(({ assignment }) => assignment) };
}

function problemOf(
  unit: LinkedUnit,
  assignment: Assignment,
  kind: string,
  refuses: boolean,
  detail: string,
): FormatProblem {
  return {
    kind,
    at: assignment.nameSpan,
    units: [unit.id],
    name: assignment.variable,
    refuses,
    before: assignment.variable,
    after: undefined,
    detail,
  };
}
