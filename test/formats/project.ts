import { applyEdits } from "../../grammar/text/text-edit.ts";
import { effectiveAssignments } from "../../server/formats/shared/effective.ts";
import type { Assignment } from "../../server/model/assignment.ts";
import type { LinkedUnit } from "../../server/model/config-unit.ts";
import { configUnit } from "../../server/model/config-unit.ts";
import type { Linked, Surroundings } from "../../server/model/format.ts";
import type { Location } from "../../server/model/location.ts";
import type { SemanticEdit, Written } from "../../server/model/semantic-edit.ts";
import type { Source } from "../../server/model/source.ts";
import { textOf } from "../../server/model/value.ts";
import { Files } from "./judge-case.ts";

/** A few files and what their format makes of the first one. */
export interface Project {
  readonly texts: Readonly<Record<string, string>>;
  readonly files: Files;
  readonly source: Source;
  readonly linked: Linked;
  readonly surroundings: Surroundings;
}

/** Links the first of some files. Without surroundings nothing is known of the shell. */
export function link(texts: Readonly<Record<string, string>>, surroundings: Surroundings = {}): Project {
  const files = new Files(texts);
  const [root = ""] = Object.keys(texts);
  const source = files.source(root);
  if (source === undefined) throw new Error(`no format for ${root}`);
  return {
    texts,
    files,
    source,
    linked: source.format.link(source, { surroundings, resolve: files.resolve, list: files.list }),
    surroundings,
  };
}

/** A unit by its id; without one, the only unit. */
export function unitIn({ linked }: Project, id?: string): LinkedUnit {
  const unit = id === undefined ? linked.units[0] : linked.units.find((each) => each.id === id);
  if (unit === undefined) throw new Error(`no unit ${id ?? ""}`);
  return unit;
}

/** What reaches the process: name → text; `?` where it is known at run time only, `-` where the variable is removed. */
export function variables(project: Project, id?: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, { value }] of effectiveAssignments(unitIn(project, id)))
    found[name] = value.kind === "text" ? (textOf(value) ?? "?") : value.kind === "removed" ? "-" : "!";
  return found;
}

/** The text at a location. */
export function textAt({ files }: Project, at: Location): string {
  return files.source(at.source)?.document.text.slice(at.start, at.end) ?? "";
}

/** The assignment of a variable that counts. */
export function assignmentOf(project: Project, variable: string, id?: string): Assignment {
  const found = effectiveAssignments(unitIn(project, id)).get(variable);
  if (found === undefined) throw new Error(`no ${variable}`);
  return found;
}

/** The kinds of problems, in order. */
export function kinds({ linked }: Project): string[] {
  return linked.problems.map(({ kind }) => kind);
}

/** Writes an edit by the format of the first file. */
export function write(project: Project, edit: SemanticEdit, id?: string): Written {
  const { source, files } = project;
  return source.format.write(edit, configUnit(unitIn(project, id), source), {
    source: (each) => files.source(each),
    escapeHash: true,
  });
}

/** The files after an edit. */
export function edited(project: Project, edit: SemanticEdit, id?: string): Record<string, string> {
  const written = write(project, edit, id);
  if (written.kind !== "edits") throw new Error(`cannot: ${written.why}`);
  const texts = { ...project.texts };
  for (const { source, edits } of written.changes) texts[source] = applyEdits(texts[source] ?? "", edits);
  return texts;
}
