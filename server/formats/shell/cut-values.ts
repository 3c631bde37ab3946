import { type Span, sliceSpan, span } from "../../../grammar/text/span.ts";
import type { FormatProblem } from "../../model/format.ts";
import { locate, type SourceId, type UnitId } from "../../model/location.ts";
import { isKongSetting } from "../shared/kong-setting-names.ts";
import { quotedWhole } from "../shared/quoted-whole.ts";
import { assignmentIn, type Invocation, plainText, type WrittenAssignment } from "./command-words.ts";
import { valueSpans } from "./field-parts.ts";
import type { Command, Word } from "./syntax.ts";

/** A problem before it is known which processes it is true for. */
export type CutValue = Omit<FormatProblem, "units">;

/** An address with a port, as an item of a listener begins. */
const ADDRESS = /^(?:[\w.*-]+|\[[\da-fA-F:.]+\]):\d+$/;
/** What may follow the address of a listener. */
const FLAG = /^(?:ssl|http2|proxy_protocol|deferred|bind|reuseport|udp|off|backlog=\d+|so_keepalive=\S+)$/;
/** A name that a person may well export; a value has small letters or other signs in it. */
const VARIABLE = /^[A-Z_][A-Z0-9_]*$/;

/** A text with its path, in which places are told. */
export interface ShellText {
  readonly path: SourceId;
  readonly text: string;
}

/**
 * A value of `export` that a blank ends: the words after it were meant to be part of it.
 * @param isAssigned whether the script assigns a variable of that name, so that it may be exported
 */
export function cutExport(
  { word, name, valueStart }: WrittenAssignment,
  { words }: Command,
  source: ShellText,
  isAssigned: (name: string) => boolean,
): CutValue | undefined {
  const lost = lostAfter(word, words, source.text, (each) => assignmentIn(each, source.text) === undefined);
  const [first] = lost;
  const plain = plainText(first, source.text);
  if (first === undefined || !isKongSetting(name) || plain?.startsWith("-") === true) return undefined;
  const isName = plain !== undefined && (VARIABLE.test(plain) || isAssigned(plain));
  if (isName && !endsInComma(word, source.text)) return undefined;
  return cutValue({ word, name, valueStart }, lost, source, {
    detail:
      "a space outside quotes ends the value, and the shell reads what follows as names of other variables",
    refuses: false,
  });
}

/** `./?.lua;;` without quotes: outside of a `case`, `;;` is nothing that a shell can read. */
export function unquotedSemicolons(
  { word, name, valueStart }: WrittenAssignment,
  { words, end, block }: Command,
  { path, text }: ShellText,
): CutValue | undefined {
  if (
    end.sign !== ";;" ||
    block.kind === "branch" ||
    words.at(-1) !== word ||
    end.span.start !== word.span.end
  )
    return undefined;
  const whole = span(valueStart, end.span.end);
  const quoted = quotedWhole(sliceSpan(text, whole));
  return {
    kind: "unquoted-semicolon",
    at: locate(path, end.span),
    name,
    refuses: true,
    before: sliceSpan(text, whole),
    after: undefined,
    detail: "`;;` outside quotes is a syntax error: the shell does not run the script",
    leaves: locate(path, span(valueStart, word.span.end)),
    ...(quoted === undefined
      ? {}
      : { correction: { title: "Put the value in quotes", at: locate(path, whole), text: quoted } }),
  };
}

/** A value before a command that a blank ends: the shell runs the rest of it as the command. */
export function cutPrefix(
  { words }: Command,
  { assignments, index }: Invocation,
  source: ShellText,
): CutValue | undefined {
  const last = assignments.at(-1);
  if (last === undefined || words[index - 1] !== last.word || !isKongSetting(last.name)) return undefined;
  const plain = plainText(words[index], source.text) ?? "";
  const isItem = ADDRESS.test(plain) || (last.name.endsWith("_LISTEN") && FLAG.test(plain));
  if (!isItem && !endsInComma(last.word, source.text)) return undefined;
  const lost = lostAfter(
    last.word,
    words,
    source.text,
    (each) => plainText(each, source.text)?.split("/").at(-1) !== "kong",
  );
  // The command after the value is Kong itself: nothing is lost.
  if (lost.length === 0) return undefined;
  return cutValue(last, lost, source, {
    detail: `a space outside quotes ends the value, and the shell runs \`${plain.slice(0, 40)}\` as a command with it`,
    refuses: lost.length + index < words.length,
  });
}

/** The word that names `kong` where a cut value hides it. */
export function kongAfterCut({ words }: Command, index: number, text: string): number {
  return words.findIndex((word, at) => at > index && plainText(word, text)?.split("/").at(-1) === "kong");
}

/** The words after one, as long as they may belong to its value. */
export function lostAfter(
  word: Word,
  words: readonly Word[],
  text: string,
  belongs: (word: Word) => boolean,
): readonly Word[] {
  const from = words.indexOf(word) + 1;
  if (from === 0) return [];
  const end = words.findIndex(
    (each, at) => at >= from && (text.charAt(each.span.start) === "-" || !belongs(each)),
  );
  return words.slice(from, end < 0 ? words.length : end);
}

/** Problems of values by their places: one value may reach several processes. */
export class CutValues {
  readonly #found = new Map<number, { readonly cut: CutValue; readonly units: Set<UnitId> }>();

  add(cut: CutValue, unit: UnitId | undefined): void {
    const known = this.#found.get(cut.at.start) ?? { cut, units: new Set() };
    if (unit !== undefined) known.units.add(unit);
    this.#found.set(cut.at.start, known);
  }

  list(): readonly FormatProblem[] {
    return [...this.#found.values()].map(({ cut, units }) => ({ ...cut, units: [...units] }));
  }
}

/** The place of what is left of a value, and how to write all of it. */
export function cutPlaces(
  { word, valueStart }: Pick<WrittenAssignment, "word" | "valueStart">,
  lost: readonly Word[],
  { path, text }: ShellText,
): Pick<FormatProblem, "leaves" | "correction"> {
  const leaves = valueSpans(word, valueStart - 1, text).span;
  const whole = span(leaves.start, lost.at(-1)?.span.end ?? leaves.end);
  const quoted = quotedWhole(sliceSpan(text, whole));
  return {
    leaves: locate(path, leaves),
    ...(quoted === undefined
      ? {}
      : { correction: { title: "Put the value in quotes", at: locate(path, whole), text: quoted } }),
  };
}

function cutValue(
  written: Pick<WrittenAssignment, "word" | "name" | "valueStart">,
  lost: readonly Word[],
  source: ShellText,
  { detail, refuses }: { readonly detail: string; readonly refuses: boolean },
): CutValue {
  const { path, text } = source;
  const [first, last] = [lost[0] ?? written.word, lost.at(-1) ?? written.word];
  const at: Span = span(first.span.start, last.span.end);
  return {
    kind: "word-lost",
    at: locate(path, at),
    name: written.name,
    refuses,
    before: sliceSpan(text, span(written.valueStart, at.end)),
    after: sliceSpan(text, span(written.valueStart, written.word.span.end)),
    detail,
    ...cutPlaces(written, lost, source),
  };
}

function endsInComma({ span: { start, end } }: Word, text: string): boolean {
  return end > start && /,["']?$/.test(text.slice(Math.max(start, end - 2), end));
}
