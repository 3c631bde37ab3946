import { applyEdits, type TextEdit } from "../../grammar/text/text-edit.ts";
import type { Assignment } from "../../server/model/assignment.ts";
import type { LinkedUnit } from "../../server/model/config-unit.ts";
import { configUnit } from "../../server/model/config-unit.ts";
import type {
  FormatProblem,
  Linked,
  Resolved,
  SourceFormat,
  Surroundings,
} from "../../server/model/format.ts";
import type { SemanticEdit } from "../../server/model/semantic-edit.ts";
import type { Source } from "../../server/model/source.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { variablesOf } from "./judge-case.ts";

/** A text that was parsed and linked, with the units it has. */
export interface Read {
  readonly format: SourceFormat;
  readonly text: string;
  readonly source: Source;
  readonly linked: Linked;
}

/** Nothing surrounds a text but what is told; other files are missing. */
export function read(
  format: SourceFormat,
  text: string,
  surroundings: Surroundings = {},
  files: Readonly<Record<string, string>> = {},
): Read {
  const source = format.parse(new SourceDocument("file", text));
  const resolve = ({ path }: { path: string }): Resolved => {
    const content = files[path];
    return content === undefined
      ? { kind: "missing" }
      : { kind: "source", source: format.parse(new SourceDocument(path, content)) };
  };
  return { format, text, source, linked: format.link(source, { surroundings, resolve }) };
}

/** A unit of a text. */
export function unitOf({ linked }: Read, index = 0): LinkedUnit {
  const unit = linked.units[index];
  if (unit === undefined) throw new Error(`no unit ${index}`);
  return unit;
}

/** The last assignment of a variable. */
export function assignmentOf(unit: LinkedUnit, variable: string): Assignment {
  const found = unit.assignments.findLast((each) => each.variable === variable);
  if (found === undefined) throw new Error(`no ${variable}`);
  return found;
}

/** The text after a semantic edit; undefined where the format cannot write it. */
export function edited(before: Read, edit: SemanticEdit, index = 0): string | undefined {
  const written = before.format.write(edit, configUnit(unitOf(before, index), before.source), {
    source: (id) => (id === before.source.document.path ? before.source : undefined),
    escapeHash: true,
  });
  if (written.kind === "cannot") return undefined;
  const edits: readonly TextEdit[] = written.changes.flatMap((change) => change.edits);
  return applyEdits(before.text, edits);
}

/** The variables of each unit. */
export function environments({ linked }: Read): readonly Record<string, string>[] {
  return linked.units.map(variablesOf);
}

/** Problems in short: kind, name and the characters they are about. */
export function faults({ linked, text }: Read): readonly string[] {
  return linked.problems.map(
    ({ kind, name, at, refuses }: FormatProblem) =>
      `${refuses ? "refused" : "changed"} ${kind} ${name ?? "-"}: ${text.slice(at.start, at.end)}`,
  );
}
