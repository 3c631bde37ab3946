import { SourceMap, type SourceSegment } from "../text/source-map.ts";
import { type Span, span } from "../text/span.ts";
import type { AssignmentNode, BareNode, SectionNode, StatementNode } from "./syntax-tree.ts";

/** A token as the builder needs it. */
interface Piece {
  readonly image: string;
  readonly startOffset: number;
}

/** A stretch of source as Kong's reader sees it. */
interface JoinedText {
  readonly text: string;
  readonly map: SourceMap;
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
  #unfinished = ABSENT;
  /** The continuations of the statement, each from its backslash to the line that it joins. */
  #joins: Span[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  comment(token: Piece): void {
    this.#comment = token.startOffset;
  }

  /** A section header, or a further line of it. */
  section(token: Piece): void {
    if (this.#header === ABSENT) this.#header = token.startOffset;
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

  /** A comment behind a value, or a further line of it. */
  trailingComment(token: Piece): void {
    if (this.#trailing === ABSENT) this.#trailing = token.startOffset;
    this.#trailingEnd = this.#endOf(token);
  }

  continuation(token: Piece): void {
    this.#joins.push(span(token.startOffset, this.#endOf(token)));
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
    this.#unfinished = ABSENT;
    if (this.#joins.length > 0) this.#joins = [];
  }

  #node(whole: Span): StatementNode {
    if (this.#comment !== ABSENT)
      return { kind: "comment", span: whole, text: span(this.#comment, whole.end) };
    if (this.#header !== ABSENT) return this.#sectionNode(whole);
    if (this.#equals !== ABSENT) return this.#assignment(whole);
    if (this.#key !== ABSENT) {
      return this.#bare(whole, span(this.#key, this.#keyEnd));
    }
    if (this.#unfinished === ABSENT) return { kind: "blank", span: whole };
    return this.#bare(whole, span(this.#joins[0]?.start ?? this.#unfinished, this.#unfinished + 1));
  }

  #bare(whole: Span, text: Span): BareNode {
    return {
      kind: "bare",
      span: whole,
      text,
      section: this.#section,
      unfinished: this.#unfinished !== ABSENT,
    };
  }

  #sectionNode(whole: Span): StatementNode {
    if (this.#unfinished !== ABSENT) return this.#bare(whole, span(this.#header, this.#headerEnd));
    const header = this.#joined(span(this.#header, this.#headerEnd));
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
    const equals = this.#equals;
    const key = this.#key === ABSENT ? span(equals, equals) : span(this.#key, this.#keyEnd);
    const raw = this.#rawValue(whole.end);
    const value = this.#value === ABSENT ? span(raw.start, raw.start) : span(this.#value, this.#valueEnd);
    const joined = this.#joined(raw);
    return {
      kind: "assignment",
      span: whole,
      key,
      keyText: this.#joined(key).text,
      equals: span(equals, equals + 1),
      rawValue: raw,
      rawText: joined.text,
      rawMap: joined.map,
      value,
      comment: this.#trailing === ABSENT ? undefined : span(this.#trailing, this.#trailingEnd),
      section: this.#section,
      unfinished: this.#unfinished !== ABSENT,
    };
  }

  /** A stretch of the statement with its lines joined. */
  #joined({ start, end }: Span): JoinedText {
    if (this.#joins.length === 0)
      return { text: this.#text.slice(start, end), map: SourceMap.identity(start, end - start) };
    const segments: SourceSegment[] = [];
    let text = "";
    let at = start;
    const add = (stop: number) => {
      if (stop > at) segments.push({ cooked: text.length, source: at, length: stop - at });
      text += this.#text.slice(at, stop);
    };
    for (const join of this.#joins) {
      if (join.start < start || join.start >= end) continue;
      add(join.start);
      at = join.end;
    }
    add(end);
    if (segments.length === 0) segments.push({ cooked: 0, source: start, length: 0 });
    return { text, map: new SourceMap(segments) };
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
