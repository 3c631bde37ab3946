import { SourceText } from "../../grammar/text/source-text.ts";
import { applyEdits, type TextEdit } from "../../grammar/text/text-edit.ts";
import type {
  FormatProblem,
  Linked,
  Resolved,
  Source,
  SourceFormat,
  Surroundings,
} from "../../server/formats/format.ts";
import type { Assignment } from "../../server/model/assignment.ts";
import type { LinkedUnit } from "../../server/model/config-unit.ts";
import { sourceId } from "../../server/model/location.ts";
import type { SemanticEdit } from "../../server/model/semantic-edit.ts";
import { variablesOf } from "./container-case.ts";

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
  const source = format.parse(sourceId("file"), new SourceText(text));
  const resolve = ({ path }: { path: string }): Resolved => {
    const content = files[path];
    return content === undefined
      ? { kind: "missing" }
      : { kind: "source", source: format.parse(sourceId(path), new SourceText(content)) };
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
  const written = before.format.write(edit, unitOf(before, index), (id) =>
    id === before.source.id ? before.source : undefined,
  );
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
