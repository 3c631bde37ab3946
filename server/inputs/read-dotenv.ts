import { SourceMap, type SourceSegment } from "../../grammar/text/source-map.ts";
import { type Span, sliceSpan, span } from "../../grammar/text/span.ts";
import type { Assignment } from "./assignment.ts";
import type { ConfigUnit, ForeignLine, SourceDocument } from "./config-unit.ts";
import { opaqueKind } from "./opaque-kind.ts";

/** Blanks, `export`, a name, `=`: what begins an assignment. The name may not hold blanks. */
const START = /[ \t]*(?:export[ \t]+)?([^\s=#]+)[ \t]*=[ \t]*/y;

/** A setting of Kong by its variable: known properties only in capitals, injected nginx directives in any case. */
const KONG_VARIABLE = /^KONG_([A-Z0-9_]+)$|^kong_(nginx_\w+)$/i;

/** A value after the file's own quotes and comments, and the characters it takes in the source. */
interface Value {
  readonly text: string;
  readonly map: SourceMap;
  /** Quotes included. */
  readonly span: Span;
  /** Where the next line may begin. */
  readonly end: number;
}

/**
 * The `KONG_*` variables of a dotenv file as settings. Values are taken as Docker Compose and the dotenv libraries
 * take them: outer quotes are dropped, escapes count in double quotes, ` #` begins a comment after a bare value.
 * (`docker run --env-file` keeps quotes and comments; the rules of the group `env` say where that makes a difference.)
 */
export function readDotenv(document: SourceDocument): ConfigUnit {
  const { text } = document;
  const assignments: Assignment[] = [];
  const foreign: ForeignLine[] = [];
  let offset = 0;
  while (offset < text.length) {
    const lineEnd = endOfLine(text, offset);
    const line = text.slice(offset, lineEnd);
    if (/^\s*(?:#|$)/.test(line)) {
      offset = lineEnd + 1;
      continue;
    }
    START.lastIndex = offset;
    const start = START.exec(text);
    if (start === null || START.lastIndex > lineEnd) {
      foreign.push({
        kind: "not-an-assignment",
        span: trimmed(text, span(offset, lineEnd)),
        text: line.trim(),
      });
      offset = lineEnd + 1;
      continue;
    }
    const value = readValue(text, START.lastIndex);
    const name = start[1] ?? "";
    const nameStart =
      offset + start[0].indexOf(name, /^[ \t]*(?:export[ \t]+)?/.exec(start[0])?.[0].length ?? 0);
    const nameSpan = span(nameStart, nameStart + name.length);
    const lineSpan = trimmedEnd(text, span(offset, endOfLine(text, value.end)));
    const property = propertyOf(name);
    if (property === undefined) {
      foreign.push({ kind: "foreign-variable", span: nameSpan, text: name });
    } else {
      assignments.push(toAssignment(name, property, nameSpan, lineSpan, value));
    }
    offset = endOfLine(text, value.end) + 1;
  }
  return {
    document,
    syntax: { carrier: "dotenv", foreign },
    assignments,
    release: undefined,
    world: "open",
    templateSpans: [],
  };
}

/** The name Kong looks up for a variable; undefined for variables that are none of Kong's. */
function propertyOf(name: string): string | undefined {
  const match = KONG_VARIABLE.exec(name);
  if (match === null) return undefined;
  const upper = name.startsWith("KONG_");
  const rest = name.slice("KONG_".length);
  if (!upper && !/^nginx_/i.test(rest)) return undefined;
  return /[a-z]/.test(rest) && !/^nginx_/i.test(rest) ? rest : rest.toLowerCase();
}

function toAssignment(
  name: string,
  property: string,
  nameSpan: Span,
  lineSpan: Span,
  value: Value,
): Assignment {
  return {
    layer: "environment",
    property,
    writtenName: name,
    nameSpan,
    span: span(nameSpan.start, value.span.end),
    lineSpan,
    rawValue: value.text,
    rawValueSpan: value.span,
    valueMap: value.map,
    writtenValue: value.text,
    writtenValueSpan: value.map.spanToSource({ start: 0, end: value.text.length }),
    opaque: opaqueKind(property, value.text),
    section: undefined,
  };
}

function readValue(text: string, start: number): Value {
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'") {
    const quoted = readQuoted(text, start, quote);
    if (quoted !== undefined) return quoted;
  }
  const lineEnd = endOfLine(text, start);
  const line = text.slice(start, lineEnd);
  const comment = /(?:^|[ \t])#/.exec(line);
  const written = (comment === null ? line : line.slice(0, comment.index)).trimEnd();
  return {
    text: written,
    map: SourceMap.identity(start, written.length),
    span: span(start, start + written.length),
    end: start + written.length,
  };
}

/** A quoted value, or undefined where the quote is not closed: the line then counts as it stands. */
function readQuoted(text: string, start: number, quote: string): Value | undefined {
  const segments: SourceSegment[] = [];
  let cooked = "";
  let at = start + 1;
  let run = at;
  const flush = (end: number) => {
    if (end > run) segments.push({ cooked: cooked.length - (end - run), source: run, length: end - run });
  };
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === quote) {
      flush(at);
      const map = new SourceMap(segments.length > 0 ? segments : [{ cooked: 0, source: at, length: 0 }]);
      return { text: cooked, map, span: span(start, at + 1), end: at + 1 };
    }
    if (character === "\\" && quote === '"') {
      const next = text.charAt(at + 1);
      const meant =
        next === "n"
          ? "\n"
          : next === "r"
            ? "\r"
            : next === "t"
              ? "\t"
              : /["\\$`]/.test(next)
                ? next
                : undefined;
      if (meant !== undefined) {
        flush(at);
        segments.push({ cooked: cooked.length, source: at, length: 1 });
        cooked += meant;
        at++;
        run = at + 1;
        continue;
      }
    }
    cooked += character;
  }
  return undefined;
}

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at < 0 ? text.length : at;
}

function trimmed(text: string, range: Span): Span {
  const inner = sliceSpan(text, range);
  const start = range.start + (inner.length - inner.trimStart().length);
  return trimmedEnd(text, span(start, range.end));
}

function trimmedEnd(text: string, range: Span): Span {
  return span(range.start, range.start + sliceSpan(text, range).trimEnd().length);
}
