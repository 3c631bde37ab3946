import { type Span, span } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { SourceId } from "../../model/location.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import { variableName } from "../shared/kong-variable.ts";
import {
  indentAt,
  isBlankBetween,
  lineBreakOf,
  lineEndAt,
  lineStartAt,
  nextLineAt,
} from "../shared/text-lines.ts";
import type { DockerfileSource } from "./dockerfile-source.ts";
import { splitWords } from "./expand-word.ts";
import type { Instruction } from "./parse-dockerfile.ts";
import { quoteEnvValue } from "./quote-env.ts";

const CANNOT: Written = { kind: "cannot", why: "syntax" };

/** The `ENV` instruction that holds a span, with the spans of its words. */
interface EnvPlace {
  readonly source: DockerfileSource;
  readonly text: string;
  readonly instruction: Instruction;
  /** One for the old form, which is one pair. */
  readonly words: readonly Span[];
  readonly index: number;
}

/** A semantic edit as edits of a Dockerfile. */
export function writeDockerfile(
  edit: SemanticEdit,
  unit: LinkedUnit,
  sources: (id: SourceId) => DockerfileSource | undefined,
): Written {
  switch (edit.kind) {
    case "replace": {
      const source = sources(edit.span.source);
      return source === undefined
        ? { kind: "cannot", why: "outside" }
        : changes(source, [{ span: edit.span, newText: edit.text }]);
    }
    case "insert":
      return insert(edit, unit, sources);
    case "comment-out": {
      const place = placeOf(sources(edit.span.source), edit.span);
      return place === undefined ? CANNOT : commentOut(place);
    }
    default: {
      const { assignment } = edit;
      if (assignment.origin.kind === "derived") return { kind: "cannot", why: "no-text" };
      const place = placeOf(sources(assignment.span.source), assignment.span);
      if (place === undefined) return { kind: "cannot", why: "outside" };
      if (edit.kind === "set") return set(place, assignment, edit.value);
      return edit.kind === "remove" ? remove(place) : rename(place, assignment, edit.property);
    }
  }
}

function changes(source: DockerfileSource, edits: readonly TextEdit[]): Written {
  return { kind: "edits", changes: [{ source: source.document.path, edits }] };
}

/** The words of an instruction in source offsets; the old form `ENV a b c` is one word. */
export function wordsOf(instruction: Instruction, escapeSign: string): readonly Span[] {
  const { args } = instruction;
  const words = splitWords(args.text, escapeSign);
  const [first] = words;
  if (first === undefined) return [];
  if (!args.text.slice(first.start, first.end).includes("=")) return [args.spanOf(0, args.text.length)];
  return words.map(({ start, end }) => args.spanOf(start, end));
}

/** The instruction that holds an offset, found by halving. */
export function instructionAt(source: DockerfileSource, offset: number): Instruction | undefined {
  const { instructions } = source.syntax;
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.lines.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = instructions[low - 1];
  return found !== undefined && offset <= found.lines.end ? found : undefined;
}

function placeOf(source: DockerfileSource | undefined, at: Span): EnvPlace | undefined {
  if (source === undefined) return undefined;
  const instruction = instructionAt(source, at.start);
  if (instruction?.keyword !== "ENV") return undefined;
  const words = wordsOf(instruction, source.syntax.escapeSign);
  const index = words.findIndex(({ start, end }) => start <= at.start && at.start <= end);
  return index < 0 ? undefined : { source, text: source.document.text, instruction, words, index };
}

function set({ source, text }: EnvPlace, { rawValueSpan }: Assignment, value: string): Written {
  const before = text.slice(rawValueSpan.start, rawValueSpan.end);
  const written = quoteEnvValue(value, source.syntax.escapeSign, before);
  return written === undefined ? CANNOT : changes(source, [{ span: rawValueSpan, newText: written }]);
}

function rename({ source, text }: EnvPlace, { nameSpan, variable }: Assignment, property: string): Written {
  // A name that quotes, escapes or variables write has no characters to replace.
  if (text.slice(nameSpan.start, nameSpan.end) !== variable) return CANNOT;
  return changes(source, [{ span: nameSpan, newText: variableName(property) }]);
}

function remove(place: EnvPlace): Written {
  const { source, text, instruction, words, index } = place;
  const word = words[index];
  const next = words[index + 1];
  const previous = words[index - 1];
  if (word === undefined) return CANNOT;
  if (words.length === 1)
    return changes(source, [
      { span: span(instruction.lines.start, nextLineAt(text, instruction.lines.end)), newText: "" },
    ]);
  if (next !== undefined) return changes(source, [{ span: beforeNext(text, word, next), newText: "" }]);
  if (previous === undefined) return CANNOT;
  return changes(source, removeLast(text, previous, word));
}

/** What goes with a variable that others follow. */
function beforeNext(text: string, word: Span, next: Span): Span {
  const start = lineStartAt(text, word.start);
  const onOneLine = lineEndAt(text, word.start) >= next.start;
  if (onOneLine) return span(word.start, next.start);
  // Alone on its line, the line goes with its continuation.
  if (isBlankBetween(text, start, word.start)) return span(start, nextLineAt(text, word.end));
  let end = word.end;
  while (text[end] === " " || text[end] === "\t") end++;
  return span(word.start, end);
}

/** The last variable takes the continuation before it along, or the next instruction would be joined. */
function removeLast(text: string, previous: Span, word: Span): TextEdit[] {
  const start = lineStartAt(text, word.start);
  const before = lineEndAt(text, previous.end);
  const between = text.slice(before, start).trim();
  if (start <= previous.end || between === "") return [{ span: span(previous.end, word.end), newText: "" }];
  // Comments between the two stay, on lines of their own.
  const end = nextLineAt(text, word.end);
  return [
    { span: span(previous.end, before), newText: "" },
    { span: span(start, end), newText: "" },
  ];
}

function commentOut(place: EnvPlace): Written {
  const { source, text, instruction, words, index } = place;
  const word = words[index];
  if (word === undefined) return CANNOT;
  const start = lineStartAt(text, word.start);
  if (words.length === 1) return changes(source, commentLines(text, instruction.lines));
  const alone =
    isBlankBetween(text, start, word.start) &&
    /^[ \t]*[\\`]?[ \t]*$/.test(text.slice(word.end, lineEndAt(text, word.end)));
  if (!alone) return CANNOT;
  const comment: TextEdit = { span: span(word.start, word.start), newText: "# " };
  const previous = words[index - 1];
  if (index < words.length - 1) return changes(source, [comment]);
  if (previous === undefined) return CANNOT;
  return changes(source, [{ span: span(previous.end, lineEndAt(text, previous.end)), newText: "" }, comment]);
}

function commentLines(text: string, lines: Span): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = lines.start; at < lines.end; at = nextLineAt(text, at)) {
    const begin = at + indentAt(text, at).length;
    const content = text.slice(begin, lineEndAt(text, at));
    if (content !== "" && !content.startsWith("#")) edits.push({ span: span(begin, begin), newText: "# " });
  }
  return edits;
}

function insert(
  edit: Extract<SemanticEdit, { kind: "insert" }>,
  unit: LinkedUnit,
  sources: (id: SourceId) => DockerfileSource | undefined,
): Written {
  const written = (each: Assignment): boolean =>
    each.origin.kind === "written" && sources(each.span.source) !== undefined;
  const neighbor =
    edit.after !== undefined && written(edit.after) ? edit.after : unit.assignments.findLast(written);
  const source = sources(neighbor?.span.source ?? unit.extent.source);
  if (source === undefined) return { kind: "cannot", why: "outside" };
  const value = quoteEnvValue(edit.value, source.syntax.escapeSign);
  if (value === undefined) return CANNOT;
  const name = variableName(edit.property);
  const { text } = source.document;
  const place = neighbor === undefined ? undefined : placeOf(source, neighbor.span);
  const word = place?.words[place.index];
  if (place !== undefined && word !== undefined && place.words.length > 1) {
    const { escapeSign } = source.syntax;
    const own = isBlankBetween(text, lineStartAt(text, word.start), word.start);
    const overLines = lineEndAt(text, place.instruction.lines.start) < place.instruction.lines.end;
    const indent = own ? indentAt(text, word.start) : "    ";
    const before = overLines ? ` ${escapeSign}${lineBreakOf(text)}${indent}` : " ";
    return changes(source, [{ span: span(word.end, word.end), newText: `${before}${name}=${value}` }]);
  }
  const anchor = place?.instruction ?? instructionAt(source, unit.anchor.start);
  if (anchor === undefined) return CANNOT;
  const at = nextLineAt(text, anchor.lines.end);
  const lineBreak = lineBreakOf(text);
  const line = `${indentAt(text, anchor.lines.start)}ENV ${name}=${value}`;
  const ends = at > anchor.lines.end;
  return changes(source, [{ span: span(at, at), newText: ends ? line + lineBreak : lineBreak + line }]);
}
