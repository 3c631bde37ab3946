import { dotenv } from "../../server/formats/dotenv/format.ts";
import { effectiveAssignments } from "../../server/formats/shared/effective.ts";
import { resolvePath } from "../../server/formats/shared/relative-path.ts";
import type { LinkedUnit } from "../../server/model/config-unit.ts";
import type { LinkContext } from "../../server/model/format.ts";
import type { Source } from "../../server/model/source.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { textOf } from "../../server/model/value.ts";
import type { Environment, Expectation } from "./case-kinds.ts";
import { detectMeasured } from "./test-formats.ts";

/** Parses files and resolves references among them, as the program does with files of a workspace. */
export class Files {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #sources = new Map<string, Source>();

  readonly #areAll: boolean;

  /** @param areAll whether there is no other file on the machine, also under an absolute path */
  constructor(texts: Readonly<Record<string, string>>, areAll = false) {
    this.#texts = new Map(Object.entries(texts));
    this.#areAll = areAll;
  }

  source(path: string): Source | undefined {
    const known = this.#sources.get(path);
    const text = this.#texts.get(path);
    if (known !== undefined || text === undefined) return known;
    // What no format claims is only ever read because a reference leads to it, and then mostly a file of variables.
    const format = detectMeasured(path, text.slice(0, 20_000)) ?? dotenv;
    const source = format.parse(new SourceDocument(path, text));
    this.#sources.set(path, source);
    return source;
  }

  #pathOf(path: string, from: Source): string | undefined {
    return this.#texts.has(path) ? path : resolvePath(from.document.path, path);
  }

  readonly list: NonNullable<LinkContext["list"]> = (pattern, from) => {
    const path = this.#pathOf(pattern, from) ?? pattern;
    const expression = new RegExp(`^${path.replace(/[.+^$()|{}]/g, "\\$&").replace(/[*?]/g, "[^/]$&")}$`);
    return [...this.#texts.keys()].filter((name) => expression.test(name)).sort();
  };

  readonly resolve: LinkContext["resolve"] = (reference, from) => {
    const path = this.#pathOf(reference.path, from);
    if (path === undefined) return { kind: this.#areAll ? "missing" : "outside" };
    const source = this.source(path);
    return source === undefined ? { kind: "missing" } : { kind: "source", source };
  };
}

/** What the formats make of a case, beside what it expects. */
export interface Verdict {
  readonly label: string;
  readonly agrees: boolean;
  readonly expected: Environment | null;
  readonly actual: Environment | null;
  readonly problems: readonly string[];
}

/** Whether two environments are the same, in whatever order. */
export function verdictOf(
  label: string,
  expected: Environment | null,
  actual: Environment | null,
  problems: readonly string[],
): Verdict {
  const agrees = JSON.stringify(inOrder(expected)) === JSON.stringify(inOrder(actual));
  return { label, agrees, expected, actual, problems };
}

/** Whether a format makes of a case what the tools made of it. */
export function judge(
  files: Files,
  { label, root, unit, surroundings, expected, scope }: Expectation,
): Verdict {
  const source = files.source(root);
  if (source === undefined) return verdictOf(label, expected, null, ["no such file"]);
  const { units, problems } = source.format.link(source, {
    surroundings,
    resolve: files.resolve,
    list: files.list,
  });
  const found = unit === undefined ? units.at(-1) : units.find(({ id }) => id === unit);
  const refused = problems.some(
    (problem) => problem.refuses && (found === undefined || problem.units.includes(found.id)),
  );
  const details = problems.map(({ kind, detail }) => `${kind}: ${detail}`);
  if (scope === "container") {
    const stops = problems.some(({ refuses }) => refuses);
    const actual = stops || found === undefined ? null : variablesOf(found);
    return verdictOf(label, expected, actual, details);
  }
  const actual = refused ? null : found === undefined ? {} : environmentOf(found);
  return verdictOf(label, expected === null ? null : variablesOfKong(expected), actual, details);
}

/** The variables of Kong in a unit; a part that is known at run time only is said to be so. */
export function environmentOf(unit: LinkedUnit): Environment {
  const variables: [string, string][] = [];
  for (const [name, { value, channel }] of effectiveAssignments(unit)) {
    if (channel !== "environment" || value.kind !== "text") continue;
    variables.push([name, textOf(value) ?? "<expanded by the shell>"]);
  }
  return Object.fromEntries(variables);
}

/** All variables of a container without what the image itself sets, as the cases were measured; an unknown value is `(opaque)`. */
export function variablesOf(unit: LinkedUnit): Record<string, string> {
  const environment = new Map<string, string>();
  const entries = [
    ...unit.assignments
      .map((assignment, index) => ({ assignment, index }))
      .sort((a, b) => a.assignment.layer.rank - b.assignment.layer.rank || a.index - b.index)
      .filter(({ assignment: { origin } }) => !(origin.kind === "derived" && origin.by.what === "image"))
      .map(({ assignment: { variable, value } }) => ({ variable, value })),
    ...(unit.others ?? []),
  ];
  for (const { variable, value } of entries) {
    if (value.kind === "text") environment.set(variable, textOf(value) ?? "(opaque)");
    else environment.delete(variable);
  }
  return Object.fromEntries(environment);
}

/** A variable without a value is not in the environment; version 1 prints numbers as numbers. */
function variablesOfKong(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]): [string, string][] =>
      /^KONG_/.test(name) && value !== null ? [[name, String(value)]] : [],
    ),
  );
}

function inOrder(environment: Environment | null): Environment | null {
  return environment === null ? null : Object.fromEntries(Object.entries(environment).sort(byName));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
