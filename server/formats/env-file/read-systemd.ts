import { type Span, span } from "../../../grammar/text/span.ts";
import { type Cooked, CookedBuilder, piecesOf } from "../shared/cooked.ts";
import type { EnvFileInput, EnvFileReading, EnvNote, EnvStatement } from "./reading.ts";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * As systemd reads an `EnvironmentFile=` (measured with 252): quotes are removed where a value begins with them, a backslash joins lines and
 * takes the next character as it is, `;` begins a comment too, and a name that is no variable is dropped with a line in the journal.
 */
export function readSystemdFile(input: EnvFileInput): EnvFileReading {
  const { text } = input;
  const statements: EnvStatement[] = [];
  const notes: EnvNote[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (/[ \t\r\n]/.test(character)) at++;
    else if (character === "#" || character === ";") at = endOfComment(text, at);
    else at = readStatement(input, at, statements, notes);
  }
  return { statements, notes };
}

/** A backslash takes the character after it along, unless that ends the line. */
function endOfComment(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isBreak(text.charAt(at))) at++;
  return at;
}

function isBreak(character: string): boolean {
  return character === "\n" || character === "\r";
}

function readStatement(
  input: EnvFileInput,
  start: number,
  statements: EnvStatement[],
  notes: EnvNote[],
): number {
  const { text } = input;
  let sign = start;
  while (sign < text.length && !isBreak(text.charAt(sign)) && text.charAt(sign) !== "=") sign++;
  const name = text.slice(start, sign).trimEnd();
  const nameSpan = span(start, start + name.length);
  if (text.charAt(sign) !== "=") {
    notes.push(dropped(nameSpan, name, "drops a line without `=`"));
    return sign;
  }
  const value = readValue(input, sign + 1);
  if (!NAME.test(name)) notes.push(dropped(nameSpan, name, "ignores a line whose name is not a variable"));
  else statements.push(assigned(input, name, nameSpan, value));
  return value.end;
}

function dropped(at: Span, before: string, detail: string): EnvNote {
  return { kind: "word-lost", at, name: undefined, refuses: false, before, after: undefined, detail };
}

interface ReadValue {
  readonly cooked: Cooked;
  readonly start: number;
  /** After the last character that counts. */
  readonly stop: number;
  readonly end: number;
}

function assigned(
  { text }: EnvFileInput,
  name: string,
  nameSpan: Span,
  { cooked, start, stop }: ReadValue,
): EnvStatement {
  const first = text.charAt(start);
  const isQuoted = (first === '"' || first === "'") && stop > start + 1 && text.charAt(stop - 1) === first;
  return {
    name,
    nameSpan,
    kind: "assignment",
    pieces: piecesOf(cooked),
    written: span(start, stop),
    inner: isQuoted ? span(start + 1, stop - 1) : span(start, stop),
    quote: isQuoted ? first : undefined,
    exported: false,
    expanded: false,
  };
}

/** Values are read one character at a time, in the states of systemd's own reader. */
function readValue({ text, source }: EnvFileInput, from: number): ReadValue {
  const builder = new CookedBuilder(source);
  let state: "before" | "plain" | '"' | "'" = "before";
  let start = -1;
  let stop = from;
  // Blanks at the end of a plain value are cut off, escaped ones are not.
  let kept = 0;
  let at = from;
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    const isQuoting = state === '"' || state === "'";
    if (!isQuoting && isBreak(character)) break;
    if (state === "before" && (character === " " || character === "\t")) continue;
    if (start < 0) start = at;
    if (isQuoting && character === state) {
      state = "before";
      kept = builder.length;
    } else if (character === "\\" && state !== "'") {
      const next = text.charAt(at + 1);
      if (state === '"' && next !== "\n" && !/["\\`$]/.test(next)) builder.add(text.slice(at, at + 2), at);
      else if (!isBreak(next) && next !== "") builder.add(next, at + 1);
      if (state === "before") state = "plain";
      at += next === "\r" && text.charAt(at + 2) === "\n" ? 2 : 1;
      kept = builder.length;
    } else if (state === "before" && (character === '"' || character === "'")) {
      state = character;
    } else {
      builder.add(character, at);
      if (state === "before") state = "plain";
      if (isQuoting || (character !== " " && character !== "\t")) kept = builder.length;
    }
    if (isQuoting || !/[ \t]/.test(character)) stop = Math.min(at + 1, text.length);
  }
  builder.trimEnd(kept);
  const first = start < 0 ? from : start;
  return { cooked: builder.build(first), start: first, stop: Math.max(stop, first), end: at };
}
