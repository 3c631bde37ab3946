import { span } from "../../../grammar/text/span.ts";
import { wordTable } from "../../../grammar/text/word-table.ts";
import { locate } from "../../model/location.ts";
import type { Piece } from "../../model/value.ts";
import { type Cooked, CookedBuilder, literalCooked } from "../shared/cooked.ts";
import { interpolate } from "../shared/interpolate.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { firstOf, mapLookup } from "../shared/variables.ts";
import {
  afterByteOrderMark,
  type EnvFileInput,
  type EnvFileReading,
  type EnvNote,
  type EnvStatement,
  lineEnd,
} from "./reading.ts";

const EXPORT = /export[^\S\r\n]+/y;
const KEY = /'([^']+)'|([^=#\s]+)/y;
const EQUALS = /[^\S\r\n]*=[^\S\r\n]*/y;
const SINGLE = /'((?:\\'|[^'])*)'/y;
const DOUBLE = /"((?:\\"|[^"])*)"/y;
const END = /[^\S\r\n]*(?:#[^\r\n]*)?[^\S\r\n]*(?:\r\n|\n|\r|$)/y;

/**
 * As docker-compose 1.29 reads environment files, by python-dotenv: quotes are removed, `${NAME}` and `${NAME:-default}` are filled in
 * everywhere, ` #` begins a comment, and a line that it cannot read is skipped.
 */
export function readCompose1File(input: EnvFileInput): EnvFileReading {
  const { text, source } = input;
  const statements: EnvStatement[] = [];
  const notes: EnvNote[] = [];
  const own = new Map<string, readonly Piece[]>();
  // The file wins over the shell here.
  const lookup = firstOf(mapLookup(own), input.lookup);
  let at = afterByteOrderMark(text);
  const drop = (start: number): void => {
    const end = lineEnd(text, start);
    const place = span(start, end);
    notes.push({
      kind: "word-lost",
      at: place,
      name: undefined,
      refuses: false,
      before: text.slice(start, end).trimEnd(),
      after: undefined,
      detail: "skips the line",
    });
    at = end;
  };
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const start = at;
    if (text.charAt(at) === "#") {
      at = lineEnd(text, at);
      continue;
    }
    const exported = match(EXPORT, text, at);
    if (exported !== undefined) at += exported[0].length;
    const key = match(KEY, text, at);
    if (key === undefined) {
      drop(start);
      continue;
    }
    const name = key[1] ?? key[2] ?? "";
    const nameSpan = span(at, at + key[0].length);
    at += key[0].length;
    const sign = match(EQUALS, text, at);
    const value = sign === undefined ? undefined : readValue(input, at + sign[0].length);
    const end = value?.end ?? at;
    const rest = match(END, text, end);
    if (rest === undefined || value?.isBroken === true) {
      drop(start);
      continue;
    }
    const place = span(end, end);
    if (value === undefined) {
      const variable = input.lookup(name);
      const unknown: readonly Piece[] = [opaqueAt("shell-variable", locate(source, nameSpan), name)];
      statements.push({
        name,
        nameSpan,
        kind: "passed-on",
        pieces: variable.state === "set" ? variable.pieces : variable.state === "unset" ? undefined : unknown,
        written: place,
        inner: place,
        quote: undefined,
        exported: exported !== undefined,
        expanded: false,
      });
    } else {
      const filled = interpolate(value.cooked, lookup, "python-dotenv");
      own.set(name, filled.pieces);
      statements.push({
        name,
        nameSpan,
        kind: "assignment",
        pieces: filled.pieces,
        written: span(value.start, value.end),
        inner:
          value.quote === undefined ? span(value.start, value.end) : span(value.start + 1, value.end - 1),
        quote: value.quote,
        exported: exported !== undefined,
        expanded: filled.references.length > 0,
      });
    }
    at = Math.max(end + rest[0].length, start + 1);
  }
  return { statements, notes };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

interface ReadValue {
  readonly cooked: Cooked;
  readonly start: number;
  readonly end: number;
  readonly quote: '"' | "'" | undefined;
  readonly isBroken: boolean;
}

function readValue({ text, source }: EnvFileInput, start: number): ReadValue {
  const quote = text.charAt(start);
  if (quote === "'" || quote === '"') {
    const found = match(quote === "'" ? SINGLE : DOUBLE, text, start);
    const end = start + (found?.[0].length ?? 0);
    const cooked = decode(source, found?.[1] ?? "", start + 1, quote);
    return { cooked, start, end, quote, isBroken: found === undefined };
  }
  const line = /[^\r\n]*/y;
  line.lastIndex = start;
  const written = (line.exec(text)?.[0] ?? "").replace(/\s+#.*/, "").trimEnd();
  return {
    cooked: literalCooked(source, written, start),
    start,
    end: start + written.length,
    quote: undefined,
    isBroken: false,
  };
}

const NAMED: Readonly<Record<string, string>> = wordTable({
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
});

function decode(source: EnvFileInput["source"], inner: string, start: number, quote: string): Cooked {
  const builder = new CookedBuilder(source);
  for (let at = 0; at < inner.length; ) {
    const next = inner.charAt(at + 1);
    const isEscape =
      inner.charAt(at) === "\\" && (quote === '"' ? Object.hasOwn(NAMED, next) : /[\\']/.test(next));
    if (isEscape && next !== "") {
      builder.add(NAMED[next] ?? next, start + at, false);
      at += 2;
    } else {
      builder.add(inner.charAt(at), start + at);
      at++;
    }
  }
  return builder.build(start);
}
