import { firstFrom } from "../../grammar/text/edited-lines.ts";
import type { Span } from "../../grammar/text/span.ts";
import { span } from "../../grammar/text/span.ts";
import type { Source } from "../model/source.ts";
import type { Finding } from "./finding.ts";
import type { SuppressionComment } from "./lint-comments.ts";

/** What a comment suppresses: some rules in a part of the source. */
interface Part {
  /** Ids of rules; none: all of them. */
  readonly rules: readonly string[];
  /** undefined: the whole source, with what is said about it as a whole. */
  readonly place: Span | undefined;
}

/** A comment with its parts: of a block that names several rules, each may end at another place. */
interface Reach {
  readonly comment: SuppressionComment;
  readonly parts: readonly Part[];
  /** What the end of a block has ended: ids of rules; the empty one for a block that names none. */
  readonly ended: Set<string>;
}

/** Where findings of a rule are. */
interface Places {
  readonly offsets: number[];
  /** Some finding is about the source as a whole. */
  isAboutAll: boolean;
}

/**
 * Knows which findings the comments of one source suppress, and keeps account of what each comment was good for. Both may be many,
 * so neither is looked through for the other.
 */
export class SuppressionMatcher {
  readonly #reaches: ReadonlyMap<SuppressionComment, Reach>;
  /** By rule, what is suppressed for it; under the empty id for all rules. */
  readonly #suppressed: ReadonlyMap<string, Coverage>;
  readonly #found = new Map<string, Places>();
  /** {@link #found} once all findings have been asked about. */
  #ordered: ReadonlyMap<string, Places> | undefined;

  constructor(source: Source, comments: readonly SuppressionComment[]) {
    const reaches = reachesOf(source, comments);
    this.#reaches = new Map(reaches.map((reach) => [reach.comment, reach]));
    const places = new Map<string, (Span | undefined)[]>();
    for (const { comment, parts } of reaches) {
      if (comment.scope === "end-of-block") continue;
      for (const { rules, place } of parts)
        for (const rule of rules.length === 0 ? [""] : rules) {
          const known = places.get(rule);
          if (known === undefined) places.set(rule, [place]);
          else known.push(place);
        }
    }
    this.#suppressed = new Map([...places].map(([rule, all]) => [rule, new Coverage(all)]));
  }

  /** Whether some comment suppresses a finding. All that do count as used. */
  suppresses({ rule, span: place }: Finding): boolean {
    // The rules about comments, and the word that a rule broke, are for those who write comments.
    if (rule.startsWith("settings/") || rule === "internal-error") return false;
    const isAboutAll = place.start === 0 && place.end === 0;
    const found = this.#found.get(rule) ?? { offsets: [], isAboutAll: false };
    if (isAboutAll) found.isAboutAll = true;
    else found.offsets.push(place.start);
    this.#found.set(rule, found);
    this.#ordered = undefined;
    const offset = isAboutAll ? undefined : place.start;
    return (
      this.#suppressed.get("")?.holds(offset) === true || this.#suppressed.get(rule)?.holds(offset) === true
    );
  }

  /** The rules that a comment names for nothing; the empty id for a comment that names none and does nothing. */
  unused(comment: SuppressionComment): readonly string[] {
    const reach = this.#reaches.get(comment);
    if (reach === undefined) return [];
    const found = this.#places();
    const isUsed = (id: string) => reach.ended.has(id) || isSuppressing(reach, id, found.get(id));
    if (comment.names.length > 0) return comment.names.map(({ id }) => id).filter((id) => !isUsed(id));
    return reach.ended.size > 0 || [...found.keys()].some(isUsed) ? [] : [""];
  }

  #places(): ReadonlyMap<string, Places> {
    this.#ordered ??= new Map(
      [...this.#found].map(([rule, { offsets, isAboutAll }]) => [
        rule,
        { offsets: offsets.sort((a, b) => a - b), isAboutAll },
      ]),
    );
    return this.#ordered;
  }
}

/** The parts of a source that comments suppress for one rule. */
class Coverage {
  readonly #isWhole: boolean;
  /** In order, and none of them meets another. */
  readonly #places: readonly Span[];

  /** @param places undefined: the whole source */
  constructor(places: readonly (Span | undefined)[]) {
    this.#isWhole = places.includes(undefined);
    const merged: Span[] = [];
    const ordered = places.filter((place) => place !== undefined).sort((a, b) => a.start - b.start);
    for (const place of ordered) {
      const last = merged.at(-1);
      if (last !== undefined && place.start <= last.end)
        merged[merged.length - 1] = span(last.start, Math.max(last.end, place.end));
      else merged.push(place);
    }
    this.#places = merged;
  }

  /** @param offset undefined: what is said about the source as a whole */
  holds(offset: number | undefined): boolean {
    if (this.#isWhole || offset === undefined) return this.#isWhole;
    const place = this.#places[firstFrom(this.#places, endOf, offset)];
    return place !== undefined && place.start <= offset;
  }
}

function endOf({ end }: Span): number {
  return end;
}

/** Whether a comment suppresses one of the findings of a rule. */
function isSuppressing({ comment, parts }: Reach, rule: string, found: Places | undefined): boolean {
  if (found === undefined || comment.scope === "end-of-block") return false;
  return parts.some(({ rules, place }) => {
    if (rules.length > 0 && !rules.includes(rule)) return false;
    if (place === undefined) return true;
    const first = found.offsets[firstFrom(found.offsets, identity, place.start)];
    return first !== undefined && first <= place.end;
  });
}

function identity(offset: number): number {
  return offset;
}

/** What each comment suppresses. Every block ends where a later comment enables its rules again. */
function reachesOf(source: Source, comments: readonly SuppressionComment[]): readonly Reach[] {
  const placeOf = placesIn(source);
  const reaches: Reach[] = [];
  // The next ends of blocks, from the last comment upward: of one rule, and of all.
  let ends = new Map<string, Reach>();
  let endOfAll: Reach | undefined;
  for (const comment of comments.toReversed()) {
    const ids = comment.names.map(({ id }) => id);
    const place = placeOf(comment);
    const isBlock = comment.scope === "block" && place !== undefined;
    const parts = (isBlock ? (ids.length === 0 ? [[]] : ids.map((id) => [id])) : [ids]).map((rules): Part => {
      if (!isBlock) return { rules, place };
      const [id = ""] = rules;
      const end = ends.get(id) ?? endOfAll;
      end?.ended.add(id);
      return { rules, place: span(place.start, end?.comment.span.start ?? place.end) };
    });
    const reach: Reach = { comment, parts, ended: new Set() };
    reaches.push(reach);
    if (comment.scope !== "end-of-block") continue;
    if (ids.length === 0) {
      endOfAll = reach;
      ends = new Map();
    }
    for (const id of ids) ends.set(id, reach);
  }
  return reaches;
}

/** Tells what a comment is about that is no block. */
function placesIn(source: Source): (comment: SuppressionComment) => Span | undefined {
  const { text } = source.document;
  const statementAfter = nextStatements(source);
  return ({ scope, span: own }) => {
    switch (scope) {
      case "file":
        return undefined;
      case "block":
      case "end-of-block":
        return span(own.end, text.length);
      case "line":
        return source.format.statementAt(source, own.start);
      case "next-line":
        return statementAfter(own.end);
    }
  };
}

/**
 * Finds the next line that is neither blank nor a comment, with all lines of its statement. Comments below each other have the same
 * one, which is looked for once.
 */
function nextStatements(source: Source): (offset: number) => Span {
  const { text } = source.document;
  const known = new Map<number, Span>();
  return (offset) => {
    const passed: number[] = [];
    let start = text.indexOf("\n", offset);
    while (start >= 0 && !known.has(start)) {
      passed.push(start);
      const statement = statementFrom(source, start);
      if (typeof statement !== "number") {
        known.set(start, statement);
        break;
      }
      start = statement;
    }
    const found = known.get(start) ?? span(text.length, text.length);
    for (const each of passed) known.set(each, found);
    return found;
  };
}

/** The statement on the line after a line break; the next line break, or -1, where there is none. */
function statementFrom(source: Source, start: number): Span | number {
  const { text } = source.document;
  const end = text.indexOf("\n", start + 1);
  const line = text.slice(start + 1, end < 0 ? text.length : end);
  const first = start + 1 + (line.length - line.trimStart().length);
  if (line.trim() === "" || beginsComment(source, first)) return end;
  return span(start + 1, source.format.statementAt(source, first).end);
}

/** Whether a comment begins at an offset, or after signs that stand before each line of a quotation or a prompt. */
function beginsComment(source: Source, offset: number): boolean {
  const comment = source.format.commentAt(source, offset)?.span;
  if (comment === undefined || comment.start === offset) return comment !== undefined;
  return comment.start > offset && !/\w/.test(source.document.text.slice(offset, comment.start));
}
