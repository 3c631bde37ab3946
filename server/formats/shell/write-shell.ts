import { type Span, span } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { SourceId } from "../../model/location.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import type { Source } from "../../model/source.ts";
import { variableName } from "../shared/kong-variable.ts";
import {
  indentAt,
  isBlankBetween,
  lineBreakOf,
  lineEndAt,
  lineStartAt,
  nextLineAt,
} from "../shared/text-lines.ts";
import { invocationOf, plainText, TAKES_ASSIGNMENTS } from "./command-words.ts";
import { SHELL } from "./detect.ts";
import { quotingAt } from "./field-parts.ts";
import { quoteBare, quoteInside } from "./quote-shell.ts";
import type { ShellSource } from "./shell-source.ts";
import type { Command, Word } from "./syntax.ts";

const CANNOT: Written = { kind: "cannot", why: "syntax" };

/** Where an assignment stands: its command, and its word with the option before it. */
export interface ShellPlace {
  readonly source: ShellSource;
  readonly text: string;
  readonly command: Command;
  readonly index: number;
  readonly word: Word;
  /**
   * `option`: after `-e`; `declared`: after `export`; `prefix`: before a command; `alone`: a command of its own; `values`: of `helm --set`;
   * `argument`: of `kubectl set env`.
   */
  readonly role: "option" | "declared" | "prefix" | "alone" | "values" | "argument";
  /** The words that go when it is removed: from, up to and including. */
  readonly from: number;
}

/** A semantic edit as edits of a script. */
export function writeShell(
  edit: SemanticEdit,
  unit: LinkedUnit,
  sourceOf: (id: SourceId) => Source | undefined,
): Written {
  const sources = (id: SourceId): ShellSource | undefined => {
    const source = sourceOf(id);
    return source?.format.id === SHELL ? (source as ShellSource) : undefined;
  };
  switch (edit.kind) {
    case "replace": {
      const source = sources(edit.span.source);
      return source === undefined
        ? { kind: "cannot", why: "outside" }
        : changes(source, [{ span: span(edit.span.start, edit.span.end), newText: edit.text }]);
    }
    case "insert":
      return insert(edit, unit, sources);
    case "comment-out":
      return commentOut(sources(edit.span.source), edit.span);
    default: {
      const { assignment } = edit;
      if (assignment.origin.kind === "derived") return { kind: "cannot", why: "no-text" };
      const source = sources(assignment.span.source);
      const place = source === undefined ? undefined : placeAt(source, assignment.nameSpan.start);
      if (place === undefined) return { kind: "cannot", why: "outside" };
      if (edit.kind === "set") return set(place, assignment, edit.value);
      return edit.kind === "remove" ? remove(place) : rename(place, assignment, edit.property);
    }
  }
}

function changes(source: ShellSource, edits: readonly TextEdit[]): Written {
  return { kind: "edits", changes: [{ source: source.document.path, edits }] };
}

/** The innermost command that holds an offset: the last one that begins before it. */
export function commandAt(source: ShellSource, offset: number): Command | undefined {
  // Commands inside a substitution come before the command that holds it, so the smallest one is looked for.
  let best: Command | undefined;
  for (const command of source.syntax.commands) {
    if (command.span.start > offset || command.span.end < offset || command.words.length === 0) continue;
    if (best === undefined || command.span.end - command.span.start < best.span.end - best.span.start)
      best = command;
  }
  return best;
}

/** The place of the assignment whose name is at an offset. */
export function placeAt(source: ShellSource, offset: number): ShellPlace | undefined {
  const { text } = source.document;
  const command = commandAt(source, offset);
  const index = command?.words.findIndex(({ span: at }) => at.start <= offset && offset <= at.end) ?? -1;
  const word = command?.words[index];
  if (command === undefined || word === undefined) return undefined;
  const written = text.slice(word.span.start, word.span.end);
  const base = { source, text, command, index, word };
  if (/^-(?:e|-env=)/.test(written) || /^-[dit]+e/.test(written))
    return { ...base, role: "option", from: index };
  const before = plainText(command.words[index - 1], text);
  if (before !== undefined && /^(?:-[dit]*e|--env)$/.test(before))
    return { ...base, role: "option", from: index - 1 };
  if (before !== undefined && SETS_VALUES.test(before)) return { ...base, role: "values", from: index - 1 };
  if (SETS_VALUES.test(written)) return { ...base, role: "values", from: index };
  const { name = "", index: program } = invocationOf(command, text);
  if (index > program && /(?:^|\/)(?:kubectl|oc)$/.test(name))
    return { ...base, role: "argument", from: index };
  const first = plainText(command.words[0], text) ?? "";
  if (["export", "declare", "typeset", "readonly"].includes(first))
    return { ...base, role: "declared", from: index };
  const role = command.words.length === 1 ? "alone" : "prefix";
  return { ...base, role, from: index };
}

/** Options of Helm that set values. */
const SETS_VALUES = /^--set(?:-string)?(?:=|$)/;

/** A value as `--set` reads it. */
export function escapeSetValue(value: string): string {
  return value.replace(/[\\,]|^\{/g, "\\$&");
}

function set({ source, text, word, role }: ShellPlace, assignment: Assignment, wanted: string): Written {
  const { rawValueSpan, nameSpan } = assignment;
  const value = role === "values" ? escapeSetValue(wanted) : wanted;
  if (rawValueSpan.start === nameSpan.end)
    return changes(source, [{ span: span(nameSpan.end, nameSpan.end), newText: `=${quoteBare(value)}` }]);
  const written = encodeAt(word, rawValueSpan, text, value);
  return written === undefined
    ? CANNOT
    : changes(source, [{ span: span(rawValueSpan.start, rawValueSpan.end), newText: written }]);
}

/** A value in the quotes that hold its place. */
export function encodeAt(word: Word, at: Span, text: string, value: string): string | undefined {
  const quoting = quotingAt(word, at.start - 1);
  if (quoting === "bare") return quoteBare(value, text.slice(at.start, at.end));
  if (quoting === "ansi") return undefined;
  // Only where one pair of quotes holds all of the word from here on can its inside be replaced.
  const rest = word.parts.filter((part) => part.span.end > at.start);
  return rest.every((part) => part.quoting === quoting) ? quoteInside(value, quoting) : undefined;
}

function rename(
  { source, text, role }: ShellPlace,
  { nameSpan, variable }: Assignment,
  property: string,
): Written {
  if (role === "values") return renamePath(source, nameSpan, property);
  if (text.slice(nameSpan.start, nameSpan.end) !== variable) return CANNOT;
  return changes(source, [{ span: span(nameSpan.start, nameSpan.end), newText: variableName(property) }]);
}

/** The last key of `kong.env.admin_listen`. */
function renamePath({ document: { text, path } }: ShellSource, name: Span, property: string): Written {
  const key = /[A-Za-z0-9_]+$/.exec(text.slice(name.start, name.end))?.[0] ?? "";
  if (key === "") return CANNOT;
  const edit = { span: span(name.end - key.length, name.end), newText: property };
  return { kind: "edits", changes: [{ source: path, edits: [edit] }] };
}

function remove(place: ShellPlace): Written {
  const { source, text, command, role, from, index, word } = place;
  const { words } = command;
  // `--set a=b,c=d` sets more than one value.
  if (role === "values" && text.slice(word.span.start, word.span.end).includes(",")) return CANNOT;
  if (
    role === "alone" ||
    (role === "declared" && words.filter(({ span: at }) => text[at.start] !== "-").length <= 2)
  )
    return removeCommand(place);
  const first = words[from]?.span ?? word.span;
  const cluster = from < index ? (plainText(words[from], text) ?? "") : "";
  if (/^-[dit]+e$/.test(cluster))
    return changes(source, [
      { span: span(first.end - 1, first.end), newText: "" },
      { span: span(first.end, word.span.end), newText: "" },
    ]);
  const start = lineStartAt(text, first.start);
  const lineEnd = lineEndAt(text, word.span.end);
  const ownLine = isBlankBetween(text, start, first.start) && from > 0;
  const continued = /^[ \t]*\\$/.test(text.slice(word.span.end, lineEnd));
  if (ownLine && continued && nextLineAt(text, lineEnd) > lineEnd)
    return changes(source, [{ span: span(start, nextLineAt(text, lineEnd)), newText: "" }]);
  const next = words[index + 1];
  if (role === "prefix" && next !== undefined)
    return changes(source, [{ span: span(first.start, next.span.start), newText: "" }]);
  const previous = words[from - 1];
  if (previous === undefined) return CANNOT;
  return changes(source, [{ span: span(previous.span.end, word.span.end), newText: "" }]);
}

/** A whole command goes with its line; where a block must not be left empty, `:` stays. */
function removeCommand({ source, text, command }: ShellPlace): Written {
  const { start, end } = command.span;
  if (command.block.kind !== "file" || command.dependent || ["&&", "||", "|"].includes(command.end.sign))
    return changes(source, [{ span: span(start, end), newText: ":" }]);
  const lineStart = lineStartAt(text, start);
  const own = isBlankBetween(text, lineStart, start);
  if (own && (command.end.sign === "\n" || command.end.sign === ""))
    return changes(source, [{ span: span(lineStart, nextLineAt(text, lineEndAt(text, end))), newText: "" }]);
  if (own && command.end.sign === "#")
    return changes(source, [{ span: span(start, command.end.span.start), newText: "" }]);
  if (command.end.sign !== ";") return changes(source, [{ span: span(start, end), newText: ":" }]);
  let after = command.end.span.end;
  while (text[after] === " " || text[after] === "\t") after++;
  return changes(source, [{ span: span(start, after), newText: "" }]);
}

function commentOut(source: ShellSource | undefined, at: Span): Written {
  if (source === undefined) return { kind: "cannot", why: "outside" };
  const { text } = source.document;
  const command = commandAt(source, at.start);
  // A comment inside a continued command would cut it in two.
  if (command === undefined || command.words.some(({ span: word }) => spansLines(text, word))) return CANNOT;
  const lines = span(lineStartAt(text, command.span.start), lineEndAt(text, command.span.end));
  const alone =
    isBlankBetween(text, lines.start, command.span.start) && ["\n", "", "#"].includes(command.end.sign);
  if (!alone || command.block.kind !== "file" || command.dependent || spansLines(text, command.span))
    return CANNOT;
  return changes(source, [{ span: span(command.span.start, command.span.start), newText: "# " }]);
}

function spansLines(text: string, at: Span): boolean {
  return lineEndAt(text, at.start) < at.end;
}

function insert(
  edit: Extract<SemanticEdit, { kind: "insert" }>,
  unit: LinkedUnit,
  sources: (id: SourceId) => ShellSource | undefined,
): Written {
  const isWritten = (each: Assignment): boolean =>
    each.origin.kind === "written" && sources(each.span.source) !== undefined;
  const neighbor =
    edit.after !== undefined && isWritten(edit.after) ? edit.after : unit.assignments.findLast(isWritten);
  const source = sources(neighbor?.span.source ?? unit.extent.source);
  if (source === undefined) return { kind: "cannot", why: "outside" };
  const written = `${variableName(edit.property)}=${quoteBare(edit.value)}`;
  const place = neighbor === undefined ? undefined : placeAt(source, neighbor.nameSpan.start);
  if (unit.reader === "helm") return insertValue(source, unit, place, edit);
  if (place !== undefined) return insertBeside(place, written);
  return insertFirst(source, unit, written);
}

function insertBeside({ source, text, command, word, role, from }: ShellPlace, written: string): Written {
  const at = span(word.span.end, word.span.end);
  if (role === "option") {
    const first = command.words[from]?.span ?? word.span;
    const own = isBlankBetween(text, lineStartAt(text, first.start), first.start);
    const before = own ? ` \\${lineBreakOf(text)}${indentAt(text, first.start)}` : " ";
    return changes(source, [{ span: at, newText: `${before}-e ${written}` }]);
  }
  if (role === "prefix" || role === "argument") {
    const own = isBlankBetween(text, lineStartAt(text, word.span.start), word.span.start);
    const continued = /^[ \t]*\\$/.test(text.slice(word.span.end, lineEndAt(text, word.span.end)));
    const before = own && continued ? ` \\${lineBreakOf(text)}${indentAt(text, word.span.start)}` : " ";
    return changes(source, [{ span: at, newText: before + written }]);
  }
  const line = `${indentAt(text, command.span.start)}export ${written}`;
  const end = lineEndAt(text, command.span.end);
  return changes(source, [{ span: span(end, end), newText: lineBreakOf(text) + line }]);
}

/** One `--set-string` more, where the command has one beside which it belongs. */
function insertValue(
  source: ShellSource,
  unit: LinkedUnit,
  place: ShellPlace | undefined,
  { property, value }: Extract<SemanticEdit, { kind: "insert" }>,
): Written {
  const neighbor = unit.assignments.findLast(
    ({ span: at, layer }) => at.source === source.document.path && layer.label === "env",
  );
  const { text } = source.document;
  if (place?.role !== "values" || neighbor === undefined) return CANNOT;
  const path = text.slice(neighbor.nameSpan.start, neighbor.nameSpan.end);
  const key = `${path.slice(0, path.lastIndexOf(".") + 1)}${property}`;
  const { command, word, from } = place;
  const first = command.words[from]?.span ?? word.span;
  const own = isBlankBetween(text, lineStartAt(text, first.start), first.start);
  const before = own ? ` \\${lineBreakOf(text)}${indentAt(text, first.start)}` : " ";
  const at = span(word.span.end, word.span.end);
  const newText = `${before}--set-string ${quoteBare(`${key}=${escapeSetValue(value)}`)}`;
  return changes(source, [{ span: at, newText }]);
}

/** The first setting of a command: before the image of `docker run`, before `kong`. */
function insertFirst(source: ShellSource, unit: LinkedUnit, written: string): Written {
  const command = commandAt(source, unit.anchor.start);
  if (command === undefined) return CANNOT;
  const image = unit.deployment?.image;
  if (unit.deployment === undefined) return insertPrefix(source, command, written);
  const word = command.words.find(
    ({ span: at }) => image !== undefined && at.start <= image.at.start && image.at.end <= at.end,
  );
  if (word === undefined) return CANNOT;
  return changes(source, [{ span: span(word.span.start, word.span.start), newText: `-e ${written} ` }]);
}

/** Before the whole command, or where `sudo` and `env` take variables for the program. */
function insertPrefix(source: ShellSource, command: Command, written: string): Written {
  const { text } = source.document;
  const { index } = invocationOf(command, text);
  const names = command.words.slice(0, index).map((word) => plainText(word, text) ?? "");
  const name = command.words[index];
  if (name === undefined) return CANNOT;
  const shields = names.findLastIndex((each) => TAKES_ASSIGNMENTS.has(each));
  // Behind `sudo` and another wrapper, there is no place that reaches the program for sure.
  if (shields >= 0 && names.slice(shields + 1).some((each) => !each.startsWith("-"))) return CANNOT;
  const at = shields < 0 ? command.span.start : name.span.start;
  return changes(source, [{ span: span(at, at), newText: `${written} ` }]);
}
