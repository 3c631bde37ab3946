import { firstFrom } from "../../grammar/text/edited-lines.ts";
import { append } from "../../grammar/text/large-lists.ts";
import type { Span } from "../../grammar/text/span.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { SemanticEdit } from "../findings/fix.ts";
import type { Assignment } from "../model/assignment.ts";
import type { ConfigUnit, LinkedSource } from "../model/config-unit.ts";
import type { Location, SourceId } from "../model/location.ts";

/**
 * Whether a text after edits reads as the fixes meant it, in every process that it describes: every setting that no edit touches
 * is still there with its value, every setting that a fix writes has the value it was to have, and no setting appears where lines
 * are only removed. An edit that, say, lets a continued line swallow the next one does not pass.
 * @param edits of one text
 * @param path the source of that text
 */
export function readsAsIntended(
  before: LinkedSource,
  after: LinkedSource,
  edits: readonly TextEdit[],
  intended: readonly SemanticEdit[],
  path: SourceId = before.source.document.path,
): boolean {
  if (before.units.length !== after.units.length) return false;
  const text = (path === before.source.document.path ? before.source : before.drawn.get(path))?.document.text;
  const addsNothing = edits.every((edit) => text !== undefined && removesLines(edit, text));
  const renamed = new Map(
    intended.flatMap((edit) => (edit.kind === "rename" ? [[edit.assignment, edit.property] as const] : [])),
  );
  const afterById = new Map(after.units.map((unit) => [unit.id, unit]));
  const pairs: Pair[] = [];
  for (const unit of before.units) {
    const now = afterById.get(unit.id);
    if (now === undefined) return false;
    const counts = countSettings(unit, now, edits, path);
    if (counts === undefined || (counts.added > 0 && addsNothing)) return false;
    if (counts.added > mostAdded(counts.touched, intended, text ?? "")) return false;
    pairs.push({ before: new UnitSettings(unit), after: new UnitSettings(now) });
  }
  return intended.every((edit) => {
    const concerned = pairs.filter((pair) => isAbout(edit, pair.before));
    const check = (pair: Pair) => isFulfilled(edit, pair, renamed);
    return edit.kind === "insert" ? concerned.some(check) : concerned.every(check);
  });
}

/** One process before and after the edits. */
interface Pair {
  readonly before: UnitSettings;
  readonly after: UnitSettings;
}

/** The settings of a unit, looked up in constant time: a text may have thousands of one name, and a fix for each. */
class UnitSettings {
  readonly #unit: ConfigUnit;
  readonly #values = new Map<string, ReadonlySet<string>>();
  readonly #lines = new Map<string, ReadonlySet<string>>();

  constructor(unit: ConfigUnit) {
    this.#unit = unit;
  }

  count(property: string): number {
    return this.#unit.index.named(property).length;
  }

  hasValue(property: string, value: string): boolean {
    return this.#made(this.#values, property, ({ writtenValue }) => plain(writtenValue)).has(plain(value));
  }

  has({ property, lineSpan }: Assignment): boolean {
    return this.#made(this.#lines, property, (each) => lineKey(each.lineSpan)).has(lineKey(lineSpan));
  }

  #made(
    known: Map<string, ReadonlySet<string>>,
    property: string,
    keyOf: (assignment: Assignment) => string,
  ): ReadonlySet<string> {
    const found = known.get(property) ?? new Set(this.#unit.index.named(property).map(keyOf));
    known.set(property, found);
    return found;
  }
}

function lineKey({ source, start, end }: Location): string {
  return `${start}:${end}:${source}`;
}

/** Whether an edit is about a setting that a unit has. */
function isAbout(edit: SemanticEdit, unit: UnitSettings): boolean {
  if (edit.kind === "insert" || edit.kind === "comment-out" || edit.kind === "replace") return true;
  return unit.has(edit.assignment);
}

/** Whether an edit takes whole lines away and puts nothing in their place. */
function removesLines({ span, newText }: TextEdit, text: string): boolean {
  const removed = text.slice(span.start, span.end);
  return newText === "" && /^\r?\n|\n$/.test(removed);
}

/**
 * How many settings a unit may have that it did not have before: those that edits touch, as they are now, and those that fixes insert.
 * A text that is replaced may become any number of them, and so may one that signs were taken out of.
 */
function mostAdded(touched: number, intended: readonly SemanticEdit[], text: string): number {
  const isNewText = (edit: SemanticEdit) =>
    edit.kind === "replace" && (edit.text !== "" || !/\w/.test(text.slice(edit.span.start, edit.span.end)));
  if (intended.some(isNewText)) return Number.POSITIVE_INFINITY;
  const removed = new Set(intended.flatMap((edit) => (edit.kind === "remove" ? [edit.assignment] : [])));
  const inserted = intended.filter(({ kind }) => kind === "insert");
  return Math.max(0, touched - removed.size) + inserted.length;
}

/**
 * How many settings a unit has that it did not have before, and how many edits touch; undefined where one that no edit touches is gone
 * or changed.
 */
function countSettings(
  before: ConfigUnit,
  after: ConfigUnit,
  edits: readonly TextEdit[],
  path: SourceId,
): { readonly added: number; readonly touched: number } | undefined {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start);
  const isTouched = (assignment: Assignment) =>
    placesOf(assignment).some((place) => place.source === path && touchesAny(ordered, place));
  const was = [...before.assignments].sort((a, b) => a.lineSpan.start - b.lineSpan.start);
  const untouched = was.filter((assignment) => !isTouched(assignment));
  const rest = withoutPairs(untouched, after.assignments);
  const left = countBy(rest.now, settingKey);
  for (const assignment of rest.was) {
    const key = keysAfter(assignment, ordered).find((each) => (left.get(each) ?? 0) > 0);
    if (key === undefined) return undefined;
    left.set(key, (left.get(key) ?? 0) - 1);
  }
  return {
    added: [...left.values()].reduce((sum, count) => sum + count, 0),
    touched: was.length - untouched.length,
  };
}

/**
 * What is left of two lists of settings without those that are alike and in the same order. Mostly that is next to nothing, and to
 * count all of them by texts takes ten times as long.
 */
function withoutPairs(
  was: readonly Assignment[],
  now: readonly Assignment[],
): { readonly was: readonly Assignment[]; readonly now: readonly Assignment[] } {
  const lost: Assignment[] = [];
  const fresh: Assignment[] = [];
  let at = 0;
  for (const [index, assignment] of was.entries()) {
    // Of settings below section headers it depends on their order which one is taken for which.
    if (assignment.section !== undefined) {
      append(lost, was.slice(index));
      break;
    }
    if (isAlike(assignment, now[at])) at += 1;
    else if (isAlike(assignment, now[at + 1])) {
      append(fresh, now.slice(at, at + 1));
      at += 2;
    } else lost.push(assignment);
  }
  append(fresh, now.slice(at));
  return { was: lost, now: fresh };
}

/** Whether two settings count alike, neither below a section header. */
function isAlike(a: Assignment, b: Assignment | undefined): boolean {
  return (
    b !== undefined &&
    a.property === b.property &&
    a.rawValue === b.rawValue &&
    a.section === undefined &&
    b.section === undefined
  );
}

/** The statement, or the cause and all characters that are part of what a tool makes. */
function placesOf({ lineSpan, origin, value }: Assignment): readonly Location[] {
  if (origin.kind === "written" || value.kind !== "text") return [lineSpan];
  return [lineSpan, ...value.pieces.flatMap(({ at }) => at ?? [])];
}

/** Whether edits change a statement; the first may end where the statement begins, and leave it to the next. */
function touchesAny(ordered: readonly TextEdit[], statement: Span): boolean {
  const { start, end } = statement;
  for (let at = firstFrom(ordered, ({ span }) => span.end, start); ; at++) {
    const edit = ordered[at];
    if (edit === undefined || edit.span.start > end) return false;
    if (touches(edit, statement)) return true;
  }
}

/**
 * Whether an edit changes a statement: also by adding to its end, unless it adds a line of its own there. One that ends where
 * the statement begins is about the lines before.
 */
function touches({ span, newText }: TextEdit, { start, end }: Span): boolean {
  if (span.end <= start && span.start !== start) return false;
  return span.start < end || (span.start === end && !/^\r?\n/.test(newText));
}

/** @param renamed the names that the same fixes give to assignments */
function isFulfilled(
  edit: SemanticEdit,
  { before, after }: Pair,
  renamed: ReadonlyMap<Assignment, string>,
): boolean {
  switch (edit.kind) {
    case "set":
      return after.hasValue(renamed.get(edit.assignment) ?? edit.assignment.property, edit.value);
    case "insert":
      return after.hasValue(edit.property, edit.value);
    case "rename":
      return after.count(edit.property) > 0;
    case "remove":
      return after.count(edit.assignment.property) < before.count(edit.assignment.property);
    case "comment-out":
    case "replace":
      return true;
  }
}

/** A value without the backslash that a `#` needs in kong.conf, and without the blanks that Kong drops. */
function plain(value: string): string {
  return value.replaceAll("\\#", "#").trim();
}

/** What tells a setting from the others. Kong ignores one below a section header. */
function settingKey({ property, rawValue, section }: Pick<Assignment, "property" | "rawValue" | "section">) {
  return `${property}\n${section === undefined ? "" : "ignored"}\n${rawValue}`;
}

/**
 * As what a setting that no edit touches may be found again: one whose section header is edited may come into force.
 * @param ordered the edits in the order of the text
 */
function keysAfter(assignment: Assignment, ordered: readonly TextEdit[]): readonly string[] {
  const { section } = assignment;
  const key = settingKey(assignment);
  if (section === undefined) return [key];
  const edit = ordered[firstFrom(ordered, ({ span }) => span.end, section.start)];
  const isFreed = edit !== undefined && edit.span.start < section.end;
  return isFreed ? [settingKey({ ...assignment, section: undefined }), key] : [key];
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
