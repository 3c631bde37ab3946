import type { Span } from "../../grammar/text/span.ts";
import { span } from "../../grammar/text/span.ts";
import type { Source } from "../model/source.ts";
import type { Finding } from "./finding.ts";
import type { SuppressionComment } from "./lint-comments.ts";

/** The part of a source that a comment silences, and what it has been good for. */
interface Reach {
  readonly comment: SuppressionComment;
  /** undefined: the whole source, with what is said about it as a whole. */
  readonly place: Span | undefined;
  /** Ids of the rules that it has suppressed, or, for the end of a block, ended. */
  readonly used: Set<string>;
}

/** Knows which findings the comments of one source silence, and keeps account of what each comment was good for. */
export class SuppressionMatcher {
  readonly #reaches: readonly Reach[];

  constructor(source: Source, comments: readonly SuppressionComment[]) {
    const reaches = comments.map(
      (comment): Reach => ({ comment, place: placeOf(source, comment), used: new Set() }),
    );
    this.#reaches = endBlocks(reaches);
  }

  /** Whether some comment silences a finding. All that do count as used. */
  suppresses({ rule, span: place }: Finding): boolean {
    // The rules about comments, and the word that a rule broke, are for those who write comments.
    if (rule.startsWith("settings/") || rule === "internal-error") return false;
    const isAboutAll = place.start === 0 && place.end === 0;
    let suppressed = false;
    for (const reach of this.#reaches) {
      if (!names(reach.comment, rule) || reach.comment.scope === "end-of-block") continue;
      const hits = reach.place === undefined || (!isAboutAll && holds(reach.place, place.start));
      if (!hits) continue;
      reach.used.add(rule);
      suppressed = true;
    }
    return suppressed;
  }

  /** The rules that a comment names for nothing; the empty id for a comment that names none and does nothing. */
  unused(comment: SuppressionComment): readonly string[] {
    const reach = this.#reaches.find((each) => each.comment === comment);
    if (reach === undefined) return [];
    if (comment.names.length === 0) return reach.used.size === 0 ? [""] : [];
    return comment.names.map(({ id }) => id).filter((id) => !reach.used.has(id));
  }
}

function names(comment: SuppressionComment, rule: string): boolean {
  return comment.names.length === 0 || comment.names.some(({ id }) => id === rule);
}

function holds(place: Span, offset: number): boolean {
  return place.start <= offset && offset <= place.end;
}

function placeOf(source: Source, { scope, span: own }: SuppressionComment): Span | undefined {
  const { text } = source.document;
  switch (scope) {
    case "file":
      return undefined;
    case "block":
    case "end-of-block":
      return span(own.end, text.length);
    case "line":
      return source.format.statementAt(source, own.start);
    case "next-line":
      return nextStatement(source, own.end);
  }
}

/** The next line that is neither blank nor a comment, with all lines of its statement. */
function nextStatement(source: Source, offset: number): Span {
  const { text } = source.document;
  let start = text.indexOf("\n", offset);
  while (start >= 0) {
    const end = text.indexOf("\n", start + 1);
    const line = text.slice(start + 1, end < 0 ? text.length : end);
    const first = start + 1 + (line.length - line.trimStart().length);
    if (line.trim() !== "" && !beginsComment(source, first))
      return span(start + 1, source.format.statementAt(source, first).end);
    start = end;
  }
  return span(text.length, text.length);
}

/** Whether a comment begins at an offset, or after signs that stand before each line of a quotation or a prompt. */
function beginsComment(source: Source, offset: number): boolean {
  const comment = source.format.commentAt(source, offset)?.span;
  if (comment === undefined || comment.start === offset) return comment !== undefined;
  return comment.start > offset && !/\w/.test(source.document.text.slice(offset, comment.start));
}

/** Ends every block where a comment enables its rules again. A comment that ends several rules' block ends each. */
function endBlocks(reaches: readonly Reach[]): readonly Reach[] {
  const result: Reach[] = [];
  for (const [index, reach] of reaches.entries()) {
    const { comment, place } = reach;
    if (comment.scope !== "block" || place === undefined) {
      result.push(reach);
      continue;
    }
    const ids = comment.names.length === 0 ? [""] : comment.names.map(({ id }) => id);
    for (const id of ids) {
      const end = reaches.slice(index + 1).find((later) => endsBlock(later.comment, id));
      end?.used.add(id);
      result.push({
        comment:
          ids.length === 1 ? comment : { ...comment, names: comment.names.filter((name) => name.id === id) },
        place: span(place.start, end?.comment.span.start ?? place.end),
        used: reach.used,
      });
    }
    // The account is asked for by the comment as it was read.
    if (ids.length > 1) result.push({ ...reach, place: span(place.start, place.start) });
  }
  return result;
}

function endsBlock(comment: SuppressionComment, id: string): boolean {
  if (comment.scope !== "end-of-block") return false;
  return comment.names.length === 0 || comment.names.some((name) => name.id === id);
}
