import { type Span, span } from "../../../grammar/text/span.ts";
import { JoinedText } from "./joined-text.ts";

/** An instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals: `ENV`. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** What follows the keyword, lines joined and blanks at both ends cut. */
  readonly args: JoinedText;
  /** From the keyword to the last character. */
  readonly span: Span;
  /** Its lines as a whole, without the line break that ends the last one. */
  readonly lines: Span;
}

/** A Dockerfile as the builder cuts it up. */
export interface DockerfileSyntax {
  /** The escape character: a backslash, or a backquote after `# escape=`. */
  readonly escapeSign: string;
  /** The end of the directives at the top (`# escape=`, `# syntax=`): a comment before it would switch them off. */
  readonly directivesEnd: number;
  readonly instructions: readonly Instruction[];
  readonly comments: readonly { readonly span: Span; readonly text: string }[];
  /** Whether the text holds tags of a template, so that it is no Dockerfile yet. */
  readonly isTemplate: boolean;
}

const DIRECTIVE = /^#[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*(.+?)[ \t]*$/;
const DIRECTIVES: ReadonlySet<string> = new Set(["escape", "syntax", "check"]);
/** A blank after the sign is no heredoc to the builder; what follows is then no list of instructions either. */
const HEREDOC = /(?:^|[ \t])\d*<<(-?)[ \t]*(["']?)([A-Za-z_][A-Za-z0-9_.-]*)\2(?=$|[ \t>|&;)])/g;
const WITH_HEREDOC: ReadonlySet<string> = new Set(["RUN", "COPY", "ADD"]);
/** Only these carry anything that is read; the text of the others is not kept. */
const READ: ReadonlySet<string> = new Set([
  "ADD",
  "ARG",
  "CMD",
  "COPY",
  "ENTRYPOINT",
  "ENV",
  "FROM",
  "HEALTHCHECK",
  "ONBUILD",
  "RUN",
  "USER",
  "WORKDIR",
]);

interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  readonly next: number;
}

function lineAt(text: string, start: number): Line {
  const at = text.indexOf("\n", start);
  if (at < 0) return { start, end: text.length, next: text.length };
  return { start, end: text.charCodeAt(at - 1) === 13 && at > start ? at - 1 : at, next: at + 1 };
}

const isBlank = (code: number): boolean =>
  code === 32 || code === 9 || code === 11 || code === 12 || code === 13;

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Cuts a Dockerfile into instructions. Any text gets an answer; time is linear in its length. */
export function parseDockerfile(text: string): DockerfileSyntax {
  const instructions: Instruction[] = [];
  const comments: { span: Span; text: string }[] = [];
  const { escapeSign, end: directivesEnd } = readDirectives(text);
  for (let offset = text.startsWith("\ufeff") ? 1 : 0; offset < text.length; ) {
    const line = lineAt(text, offset);
    const start = skipBlanks(text, line.start, line.end);
    if (start === line.end) offset = line.next;
    else if (text[start] === "#") {
      comments.push(commentAt(text, start, line.end));
      offset = line.next;
    } else {
      const read = readInstruction(text, line, start, escapeSign, comments);
      instructions.push(read.instruction);
      offset = read.next;
    }
  }
  return { escapeSign, directivesEnd, instructions, comments, isTemplate: /\{\{|\{%|<%/.test(text) };
}

function commentAt(text: string, start: number, end: number): { span: Span; text: string } {
  return { span: span(start, end), text: text.slice(start, end) };
}

function readDirectives(text: string): { escapeSign: string; end: number } {
  let escapeSign = "\\";
  let end = 0;
  for (let offset = text.startsWith("\ufeff") ? 1 : 0; offset < text.length; ) {
    const line = lineAt(text, offset);
    const [, name = "", value = ""] =
      DIRECTIVE.exec(text.slice(offset, Math.min(line.end, offset + 1000))) ?? [];
    const known = DIRECTIVES.has(name.toLowerCase());
    // A shebang may come first.
    if (!known && !(offset === 0 && text.startsWith("#!"))) break;
    if (name.toLowerCase() === "escape" && (value === "`" || value === "\\")) escapeSign = value;
    end = line.next;
    offset = line.next;
  }
  return { escapeSign, end };
}

/** Where the content of a line ends, and whether the next line continues it. */
function contentEnd(
  text: string,
  start: number,
  end: number,
  escapeSign: string,
): { end: number; continues: boolean } {
  const last = trimEnd(text, start, end) - 1;
  if (last < start || text[last] !== escapeSign) return { end, continues: false };
  // An escaped escape character does not join lines.
  if (last > start && text[last - 1] === escapeSign) return { end, continues: false };
  return { end: last, continues: true };
}

function readInstruction(
  text: string,
  first: Line,
  start: number,
  escapeSign: string,
  comments: { span: Span; text: string }[],
): { instruction: Instruction; next: number } {
  const content = contentEnd(text, start, first.end, escapeSign);
  const parts: Span[] = [span(start, content.end)];
  let lastEnd = content.continues ? content.end + 1 : first.end;
  let next = first.next;
  for (let open = content.continues; open && next < text.length; ) {
    const line = lineAt(text, next);
    const begin = skipBlanks(text, line.start, line.end);
    next = line.next;
    if (begin === line.end) continue;
    if (text[begin] === "#") {
      comments.push(commentAt(text, begin, line.end));
      continue;
    }
    const more = contentEnd(text, line.start, line.end, escapeSign);
    parts.push(span(line.start, more.end));
    lastEnd = more.continues ? more.end + 1 : line.end;
    open = more.continues;
  }
  const keyword = /^[^ \t\v\f\r]*/.exec(text.slice(start, Math.min(content.end, start + 64)))?.[0] ?? "";
  const name = keyword.toUpperCase();
  const after = WITH_HEREDOC.has(name) ? skipHeredocs(text, parts, next) : next;
  const end = after > next ? after : lastEnd;
  return {
    instruction: {
      keyword: name,
      keywordSpan: span(start, start + keyword.length),
      args: READ.has(name) ? argumentsOf(text, parts, start + keyword.length) : new JoinedText("", []),
      span: span(start, trimEnd(text, start, end)),
      lines: span(first.start, Math.max(end, first.end)),
    },
    next: after,
  };
}

function argumentsOf(text: string, parts: readonly Span[], from: number): JoinedText {
  const [first, ...rest] = parts;
  const begin = first === undefined ? from : first.end;
  const runs = [span(Math.min(from, begin), begin), ...rest];
  // Blanks at both ends are not part of the arguments.
  while (runs.length > 0) {
    const head = runs[0] ?? span(0, 0);
    const start = skipBlanks(text, head.start, head.end);
    if (start < head.end) {
      runs[0] = span(start, head.end);
      break;
    }
    runs.shift();
  }
  while (runs.length > 0) {
    const tail = runs[runs.length - 1] ?? span(0, 0);
    const end = trimEnd(text, tail.start, tail.end);
    if (end > tail.start) {
      runs[runs.length - 1] = span(tail.start, end);
      break;
    }
    runs.pop();
  }
  return new JoinedText(text, runs);
}

/** The offset after the texts that `<<NAME` of an instruction announces; without an end they reach to that of the file. */
function skipHeredocs(text: string, parts: readonly Span[], from: number): number {
  let next = from;
  for (const part of parts) {
    for (const [, dash, , name = ""] of text.slice(part.start, part.end).matchAll(HEREDOC)) {
      while (next < text.length) {
        const line = lineAt(text, next);
        next = line.next;
        let begin = line.start;
        if (dash === "-") while (text[begin] === "\t") begin++;
        if (line.end - begin === name.length && text.startsWith(name, begin)) break;
      }
    }
  }
  return next;
}
