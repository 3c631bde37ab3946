import { Composer, type CST, type Document } from "yaml";
import { type Span, span } from "../../../grammar/text/span.ts";
import { NodeReader } from "./node-reader.ts";
import { tokensOf } from "./tokens.ts";
import type { YamlComment, YamlDocument, YamlFault, YamlNode, YamlText } from "./tree.ts";

/**
 * Rules of YAML 1.2 that the readers behind Compose and Kubernetes (libyaml, PyYAML) do not hold: they count no bytes of a key.
 */
const NOT_HELD = new Set<string>(["KEY_OVER_1024_CHARS"]);

/** Words of template languages at the start of a line, where YAML has no place for them. */
const TEMPLATE_LINE = /^[ \t]*(?:\{\{-?[ \t]*[^}]|\{%|<%|%\{)/m;

/** Characters that no reader takes, wherever they stand. A byte order mark may begin the text. */
const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Reads the structure of a YAML text: nodes with exact ranges, comments, faults. Types of scalars are left to `resolvePlain`, since no two
 * readers agree on them, and merge keys to `entriesOf`. Total: what the library cannot read becomes a fault.
 */
export function parseYaml(text: string): YamlText {
  const isTemplate = TEMPLATE_LINE.test(text);
  const { comments, documents } = parseLeniently(text);
  const forbidden = FORBIDDEN.exec(text.startsWith("\ufeff") ? ` ${text.slice(1)}` : text);
  const [first] = documents;
  if (forbidden !== null && first !== undefined) {
    const fault: YamlFault = {
      at: span(forbidden.index, forbidden.index + forbidden[0].length),
      message: "a control character, or bytes that are not UTF-8, cannot appear in it",
    };
    documents[0] = { ...first, faults: [fault, ...first.faults] };
  }
  return { documents, comments, isTemplate };
}

interface Parsed {
  readonly comments: readonly YamlComment[];
  readonly documents: YamlDocument[];
}

/** So often a text is read again; more often only where it is short. */
const MOST_RETRIES = 3;
const MOST_CHARACTERS = 30_000;

/**
 * YAML 1.2 wants each line of a list in brackets, of a map in braces and of a quoted text further in than what holds it; the readers behind
 * Compose and Kubernetes do not. Such a line break means the same as a blank, so the text is read again with one in its place.
 */
function parseLeniently(text: string): Parsed {
  const strict = parseOnce(text, text);
  let at = strict.underindented;
  let attempt = strict;
  let readable = text;
  const most = Math.max(MOST_RETRIES, Math.floor(MOST_CHARACTERS / (text.length + 1)));
  for (let tries = 0; at !== undefined && tries < Math.min(most, 30); tries++) {
    const lineBreak = lineBreakBefore(readable, at);
    if (lineBreak === undefined) break;
    readable = `${readable.slice(0, lineBreak.start)}${" ".repeat(lineBreak.end - lineBreak.start)}${readable.slice(lineBreak.end)}`;
    attempt = parseOnce(readable, text);
    at = attempt.underindented;
  }
  return at === undefined ? attempt : strict;
}

/** The line break, with a comment before it, that comes before an offset or stands at it. */
function lineBreakBefore(text: string, offset: number): Span | undefined {
  let end = offset;
  while (end > 0 && /[ \t]/.test(text.charAt(end - 1))) end--;
  const at =
    text.charAt(end) === "\n" ? end : text.charAt(end - 1) === "\n" ? end - 1 : text.indexOf("\n", offset);
  if (at < 0 || at >= text.length - 1) return undefined;
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  // A comment would take the rest of the list along.
  const comment = /(?:^|[ \t])#[^"']*$/.exec(line);
  return span(comment === null ? at : at - line.length + comment.index, at + 1);
}

function parseOnce(text: string, original: string): Parsed & { readonly underindented: number | undefined } {
  try {
    const { tokens, comments } = tokensOf(text);
    const composed = composeAll(tokens, text);
    let underindented: number | undefined;
    for (const { errors } of composed)
      for (const { code, message, pos } of errors)
        if (isUnderindented(code, message) && underindented === undefined) underindented = pos[0];
    return {
      comments,
      documents: composed.map((each) => readDocument(each, original, text !== original)),
      underindented,
    };
  } catch (error) {
    // Only the depth of a text can exhaust the stack; everything else the library reports in place.
    if (!(error instanceof RangeError)) throw error;
    const fault: YamlFault = { at: span(0, 0), message: "it is nested too deeply" };
    const whole = span(0, text.length);
    return {
      comments: [],
      documents: [{ root: undefined, faults: [fault], span: whole }],
      underindented: undefined,
    };
  }
}

function isUnderindented(code: string, message: string): boolean {
  return (
    (code === "BAD_INDENT" && message.startsWith("Flow")) ||
    (code === "MISSING_CHAR" && message.includes("quote"))
  );
}

function composeAll(tokens: readonly CST.Token[], text: string): Document.Parsed[] {
  const composer = new Composer({
    // Every plain scalar is text, and neither merge keys nor duplicates are the library's to judge.
    schema: "failsafe",
    merge: false,
    uniqueKeys: false,
    strict: false,
    keepSourceTokens: true,
    logLevel: "silent",
    prettyErrors: false,
  });
  return [...composer.compose(tokens, false, text.length)] as Document.Parsed[];
}

function readDocument(document: Document.Parsed, text: string, isRewritten: boolean): YamlDocument {
  const faults: YamlFault[] = [];
  // The library puts what is missing at the end of a text after it.
  for (const { code, pos, message } of document.errors)
    if (!NOT_HELD.has(code))
      faults.push({
        at: span(Math.min(pos[0], text.length), Math.min(pos[1], text.length)),
        message: sentence(message),
      });
  const reader = new NodeReader(text, faults, isRewritten);
  const root = document.contents === null ? undefined : reader.read(document.contents, 0);
  return { root, faults, span: span(document.range[0], document.range[2]) };
}

/** A part of a text that is a collection by itself. */
export interface YamlSection {
  readonly root: YamlNode;
  readonly comments: readonly YamlComment[];
}

/**
 * Reads whole lines of a text by themselves.
 * @param base where the lines begin in the text whose offsets the nodes are to have
 * @param depth how many collections hold the lines
 * @returns undefined where the lines have a fault, or need another reading than the first
 */
export function parseSection(lines: string, base: number, depth: number): YamlSection | undefined {
  if (TEMPLATE_LINE.test(lines) || FORBIDDEN.test(lines)) return undefined;
  const { tokens, comments } = tokensOf(lines, base);
  const [document, ...others] = composeAll(tokens, lines);
  if (document === undefined || document.contents === null) return undefined;
  if (others.length > 0 || document.errors.length > 0) return undefined;
  const faults: YamlFault[] = [];
  const root = new NodeReader(lines, faults, false, base).read(document.contents, depth);
  return faults.length > 0 || document.range[2] !== lines.length ? undefined : { root, comments };
}

/** Messages are used within sentences. */
function sentence(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, "");
}
