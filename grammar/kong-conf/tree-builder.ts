import { SourceMap } from "../text/source-map.ts";
import { type Span, span } from "../text/span.ts";
import { joinLines } from "./scan.ts";
import type { AssignmentNode, SectionNode, StatementNode } from "./syntax-tree.ts";

/** A token as the builder needs it. */
interface Piece {
  readonly image: string;
  readonly startOffset: number;
}

const ABSENT = -1;

/**
 * Collects the tokens of one statement after the other and makes their nodes. Offsets are UTF-16, and
 * {@link ABSENT} where the statement has no such part.
 */
export class TreeBuilder {
  readonly statements: StatementNode[] = [];
  readonly #text: string;
  #section: SectionNode | undefined;
  #lineStart = 0;
  #comment = ABSENT;
  #header = ABSENT;
  #headerEnd = ABSENT;
  #key = ABSENT;
  #keyEnd = ABSENT;
  #equals = ABSENT;
  #value = ABSENT;
  #valueEnd = ABSENT;
  #trailing = ABSENT;
  #trailingEnd = ABSENT;
  #continuation = ABSENT;
  #unfinished = ABSENT;

  constructor(text: string) {
    this.#text = text;
  }

  comment(token: Piece): void {
    this.#comment = token.startOffset;
  }

  section(token: Piece): void {
    this.#header = token.startOffset;
    this.#headerEnd = this.#endOf(token);
  }

  keyText(token: Piece): void {
    if (this.#key === ABSENT) this.#key = token.startOffset;
    this.#keyEnd = this.#endOf(token);
  }

  equals(token: Piece): void {
    this.#equals = token.startOffset;
  }

  valueText(token: Piece): void {
    if (this.#value === ABSENT) this.#value = token.startOffset;
    this.#valueEnd = this.#endOf(token);
  }

  trailingComment(token: Piece): void {
    this.#trailing = token.startOffset;
    this.#trailingEnd = this.#endOf(token);
    if (token.image.includes("\n")) this.#continuation = token.startOffset;
  }

  continuation(token: Piece): void {
    if (this.#continuation === ABSENT) this.#continuation = token.startOffset;
  }

  unfinished(token: Piece): void {
    this.#unfinished = token.startOffset;
  }

  /** A line break that is not part of a statement: what was collected is one statement. */
  lineBreak(token: Piece): void {
    this.#finish(token.startOffset);
    this.#lineStart = this.#endOf(token);
  }

  /** The end of the text: what is left on a line without a break is a statement. */
  endOfText(): void {
    if (this.#lineStart < this.#text.length) this.#finish(this.#text.length);
  }

  #endOf(token: Piece): number {
    return token.startOffset + token.image.length;
  }

  #finish(end: number): void {
    this.statements.push(this.#node(span(this.#lineStart, end)));
    this.#comment = this.#header = this.#key = this.#equals = this.#value = this.#trailing = ABSENT;
    this.#continuation = this.#unfinished = ABSENT;
  }

  #node(whole: Span): StatementNode {
    if (this.#comment !== ABSENT)
      return { kind: "comment", span: whole, text: span(this.#comment, whole.end) };
    if (this.#header !== ABSENT) return this.#sectionNode(whole);
    if (this.#equals !== ABSENT) return this.#assignment(whole);
    if (this.#key !== ABSENT) {
      return { kind: "bare", span: whole, text: span(this.#key, this.#keyEnd), section: this.#section };
    }
    if (this.#unfinished === ABSENT) return { kind: "blank", span: whole };
    const start = this.#continuation === ABSENT ? this.#unfinished : this.#continuation;
    return { kind: "bare", span: whole, text: span(start, this.#unfinished + 1), section: this.#section };
  }

  #sectionNode(whole: Span): StatementNode {
    if (this.#unfinished !== ABSENT) {
      return { kind: "bare", span: whole, text: span(this.#header, this.#headerEnd), section: this.#section };
    }
    const header = joinLines(this.#text, this.#header, this.#headerEnd);
    const name = sectionName(header.text);
    this.#section = {
      kind: "section",
      span: whole,
      name: name === undefined ? undefined : header.map.spanToSource(name),
      nameText: name === undefined ? undefined : header.text.slice(name.start, name.end),
    };
    return this.#section;
  }

  #assignment(whole: Span): AssignmentNode {
    const text = this.#text;
    const equals = this.#equals;
    const key = this.#key === ABSENT ? span(equals, equals) : span(this.#key, this.#keyEnd);
    const raw = this.#rawValue(whole.end);
    const value = this.#value === ABSENT ? span(raw.start, raw.start) : span(this.#value, this.#valueEnd);
    const joined = this.#continuation !== ABSENT;
    const rawJoined = joined ? joinLines(text, raw.start, raw.end) : undefined;
    return {
      kind: "assignment",
      span: whole,
      key,
      keyText: joined ? joinLines(text, key.start, key.end).text : text.slice(key.start, key.end),
      equals: span(equals, equals + 1),
      rawValue: raw,
      rawText: rawJoined === undefined ? text.slice(raw.start, raw.end) : rawJoined.text,
      rawMap: rawJoined === undefined ? SourceMap.identity(raw.start, raw.end - raw.start) : rawJoined.map,
      value,
      comment: this.#trailing === ABSENT ? undefined : span(this.#trailing, this.#trailingEnd),
      section: this.#section,
      unfinished: this.#unfinished !== ABSENT,
    };
  }

  #rawValue(end: number): Span {
    const start = this.#value === ABSENT ? this.#trailing : this.#value;
    if (start !== ABSENT) return span(start, this.#trailing === ABSENT ? this.#valueEnd : this.#trailingEnd);
    if (this.#unfinished !== ABSENT) return span(this.#unfinished, this.#unfinished);
    return span(end, end);
  }
}

/**
 * The name that Kong takes from a header: the first text between `[` and `]` that is not empty. It need not begin
 * at the first bracket: `[] [x]` opens the section `x`.
 */
function sectionName(header: string): Span | undefined {
  let open = header.indexOf("[");
  while (open !== -1) {
    const close = header.indexOf("]", open + 1);
    if (close === -1) return undefined;
    if (close > open + 1) return span(open + 1, close);
    open = header.indexOf("[", open + 1);
  }
  return undefined;
}
