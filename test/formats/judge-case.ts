import { SourceText } from "../../grammar/text/source-text.ts";
import { envFileFormat } from "../../server/formats/env-file/env-file-format.ts";
import type { LinkContext, Source } from "../../server/formats/format.ts";
import { detectFormat, linkAny } from "../../server/formats/registry.ts";
import { effectiveAssignments } from "../../server/formats/shared/effective.ts";
import { resolvePath } from "../../server/formats/shared/relative-path.ts";
import type { LinkedUnit } from "../../server/model/config-unit.ts";
import { textOf } from "../../server/model/value.ts";
import { caseSourceId, type Environment, type Expectation } from "./case-kinds.ts";

/** Parses files and resolves references among them, as the program does with files of a workspace. */
export class Files {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #sources = new Map<string, Source>();

  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = new Map(Object.entries(texts));
  }

  source(path: string): Source | undefined {
    const known = this.#sources.get(path);
    const text = this.#texts.get(path);
    if (known !== undefined || text === undefined) return known;
    // What no format claims is only ever read because a reference leads to it, and then mostly a file of variables.
    const format = detectFormat(path, text.slice(0, 20_000)) ?? envFileFormat;
    const source = format.parse(caseSourceId(path), new SourceText(text));
    this.#sources.set(path, source);
    return source;
  }

  readonly resolve: LinkContext["resolve"] = (reference, from) => {
    const path = resolvePath(from.id, reference.path);
    if (path === undefined) return { kind: "outside" };
    const source = this.source(path);
    return source === undefined ? { kind: "missing" } : { kind: "source", source };
  };
}

/** What a case gives, beside what it expects. */
export interface Verdict {
  readonly agrees: boolean;
  readonly expected: Environment | null;
  readonly actual: Environment | null;
  readonly problems: readonly string[];
}

/** Whether a format makes of a case what the tools made of it. Only the variables of Kong are compared. */
export function judge(files: Files, { root, unit, surroundings, expected }: Expectation): Verdict {
  const source = files.source(root);
  if (source === undefined) return { agrees: false, expected, actual: null, problems: ["no such file"] };
  const { units, problems } = linkAny(source, surroundings, files.resolve);
  const found = unit === undefined ? units.at(-1) : units.find(({ id }) => id === unit);
  const refused = problems.some(
    (problem) => problem.refuses && (found === undefined || problem.units.includes(found.id)),
  );
  const actual = refused ? null : found === undefined ? {} : environmentOf(found);
  const wanted = expected === null ? null : variablesOfKong(expected);
  return {
    agrees: JSON.stringify(wanted) === JSON.stringify(actual),
    expected: wanted,
    actual,
    problems: problems.map(({ kind, detail }) => `${kind}: ${detail}`),
  };
}

/** The variables of a unit in the order of their names; a part that is known at run time only is said to be so. */
export function environmentOf(unit: LinkedUnit): Environment {
  const variables: [string, string][] = [];
  for (const [name, { value, channel }] of effectiveAssignments(unit)) {
    if (channel !== "environment" || value.kind !== "text") continue;
    variables.push([name, textOf(value) ?? "<expanded by the shell>"]);
  }
  return Object.fromEntries(variables.sort(byName));
}

/** A variable without a value is not in the environment; version 1 prints numbers as numbers. */
function variablesOfKong(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment)
      .flatMap(([name, value]): [string, string][] =>
        /^KONG_/.test(name) && value !== null ? [[name, textOfNumber(value)]] : [],
      )
      .sort(byName),
  );
}

/** Python's floats have a point: `1000000.0` was measured, and JSON reads it as an integer. */
function textOfNumber(value: string | number): string {
  return String(value);
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
