import type { Assignment } from "../../model/assignment.ts";
import type { OtherVariable } from "../../model/config-unit.ts";
import type { LinkContext } from "../../model/format.ts";
import type { Location, UnitId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import type { Piece } from "../../model/value.ts";
import { envFileAssignment } from "../env-file/assignments.ts";
import { readEnvFile } from "../env-file/env-file.ts";
import { statementsOfFile } from "../env-file/file-for-unit.ts";
import { type EnvFileReader, readerId } from "../env-file/readers.ts";
import { otherVariable } from "../shared/environment-assignment.ts";
import { environmentFileLayer } from "../shared/layers.ts";
import type { Problems } from "../shared/problems.ts";
import { lacked, type Missing, unresolved } from "../shared/unresolved.ts";
import { firstOf, type Lookup, mapLookup } from "../shared/variables.ts";
import { entriesOf } from "../yaml/entries.ts";
import { dereference, type YamlNode } from "../yaml/tree.ts";
import type { ComposeFile, Owned } from "./definition.ts";
import { type ComposeRun, locationOf, textOfNode } from "./scalars.ts";

/** One file of `env_file`. */
export interface EnvFileEntry {
  readonly file: ComposeFile;
  readonly at: Location;
  /** undefined: unknown before run time. */
  readonly path: string | undefined;
  readonly required: boolean;
  readonly reader: EnvFileReader;
  /** `path:`, `required:` rather than a name alone. */
  readonly isMap: boolean;
}

/** What the `env_file` of a service brings. */
export interface EnvFiles {
  readonly assignments: readonly Assignment[];
  readonly others: readonly OtherVariable[];
  readonly open: readonly { readonly what: string; readonly at: Location | undefined }[];
  readonly draws: readonly Source[];
}

/** Reads the environment files of a service in order; later ones win, and see what earlier ones set. */
export function readEnvFiles(
  owned: readonly Owned[],
  run: ComposeRun,
  shell: Lookup,
  context: LinkContext,
  problems: Problems,
  unit: UnitId,
): EnvFiles {
  const assignments: Assignment[] = [];
  const others: OtherVariable[] = [];
  const open: { what: string; at: Location | undefined }[] = [];
  const draws: Source[] = [];
  const values = new Map<string, readonly Piece[]>();
  for (const entry of owned.flatMap((each) => entriesIn(each, run))) {
    const { path, at, required } = entry;
    if (entry.isMap && !run.dialect.isCompose2)
      problems.add(unit, {
        kind: "refused",
        at,
        refuses: true,
        before: path ?? "",
        detail: `${run.dialect.name} accepts only file names in \`env_file\``,
      });
    if (path === undefined) {
      open.push({ what: "the name of an env_file is known at run time only", at });
      continue;
    }
    const resolved = context.resolve(
      { role: "layer", path, reader: readerId(entry.reader), optional: !required, at },
      entry.file.base,
    );
    if (resolved.kind !== "source") {
      if (resolved.kind === "missing" && required) reportMissing(entry, run, problems, unit, resolved);
      if (resolved.kind !== "missing" || required)
        open.push({ what: `env_file \`${path}\` ${unresolved(resolved)}`, at });
      continue;
    }
    const { source } = resolved;
    draws.push(source);
    // Compose 1 fills in variables of the shell alone, file by file.
    const lookup = run.dialect.isCompose2 ? firstOf(mapLookup(values), run.lookup) : shell;
    const statements = statementsOfFile(source, {
      reader: entry.reader,
      tool: run.dialect.name,
      lookup,
      problems,
      unit,
    });
    for (const statement of statements) {
      if (statement.pieces === undefined) continue;
      values.set(statement.name, statement.pieces);
      const assignment = envFileAssignment(source, statement, environmentFileLayer(`env_file ${path}`));
      if (assignment !== undefined) assignments.push(assignment);
      else others.push(otherVariable(source, statement.name, statement.pieces, statement.nameSpan));
    }
  }
  return { assignments, others, open, draws };
}

/** The names of the variables in the environment files of a service, as far as these can be read. */
export function namesInEnvFiles(
  owned: readonly Owned[],
  run: ComposeRun,
  context: LinkContext,
): readonly string[] {
  return owned
    .flatMap((each) => entriesIn(each, run))
    .flatMap((entry) => {
      const source = envFileSource(entry, context);
      if (source === undefined) return [];
      const { path, text } = source.document;
      const { statements } = readEnvFile({ source: path, text, lookup: run.lookup }, entry.reader);
      return statements.map(({ name }) => name);
    });
}

/** A file of variables, where it can be read; nobody needs it yet. */
export function envFileSource(
  { path, reader, at, file }: EnvFileEntry,
  context: LinkContext,
): Source | undefined {
  if (path === undefined) return undefined;
  const reference = { role: "layer", path, reader: readerId(reader), optional: true, at } as const;
  const resolved = context.resolve(reference, file.base);
  return resolved.kind === "source" ? resolved.source : undefined;
}

/** The files that an `env_file` names. */
export function entriesIn({ file, node }: Owned, run: ComposeRun): EnvFileEntry[] {
  const nodes = node.kind === "sequence" ? node.items.map((item) => dereference(item.value)) : [node];
  return nodes.flatMap((each) => entryOf(file, each, run) ?? []);
}

function entryOf(file: ComposeFile, node: YamlNode, run: ComposeRun): EnvFileEntry | undefined {
  const at = locationOf(file, node);
  const reader = run.dialect.envFile;
  if (node.kind === "scalar") {
    if (node.text === "") return undefined;
    return { file, at, path: textOfNode(run, file, node), required: true, reader, isMap: false };
  }
  if (node.kind !== "mapping") return undefined;
  const fields = new Map(entriesOf(node).entries.map(({ key, pair }) => [key, dereference(pair.value)]));
  const path = fields.get("path");
  if (path === undefined) return undefined;
  const required = textOfNode(run, file, fields.get("required"));
  const format = textOfNode(run, file, fields.get("format"));
  return {
    file,
    at: locationOf(file, path),
    path: textOfNode(run, file, path),
    required: required !== "false",
    // `raw`, from 2.30, reads like `docker run --env-file`.
    reader: format === "raw" ? "docker-run" : reader,
    isMap: true,
  };
}

function reportMissing(
  { at, path }: EnvFileEntry,
  run: ComposeRun,
  problems: Problems,
  unit: UnitId,
  resolved: Missing,
): void {
  problems.add(unit, { at, before: path ?? "", ...lacked(resolved, `${run.dialect.name} stops`) });
}
