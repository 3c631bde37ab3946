import type { Catalog } from "../../../schemas/catalog.ts";
import type { Assignment } from "../../model/assignment.ts";

/** What people draw lines with; braces, quotes and a backslash begin or end something. */
const SIGN = /[-=*~_+/.:|^·•‐-―─-▟■-◿]/;
/** Signs at both sides of a title, or at one alone, without which it is a line of text. */
const BOTH_SIDES = 2;
const ONE_SIDE = 3;
/** The word that a setting would begin with, and what would follow it. */
const FIRST_WORD = /^(\w+)[ \t]*([:=>]|->)?/;
const PEM = /^-----(?:BEGIN|END) /;
/** `G# ----`: a key that was hit before the sign of a comment. */
const SLIP_BEFORE_COMMENT = /^[\p{L}\p{N}]+#/u;

/**
 * Whether a line of kong.conf only parts others, as `-----` and `=== Database ===` do. Kong ignores it, and nobody means a setting by it.
 * @param line without blanks around it
 */
export function isDivider(line: string, catalog: Pick<Catalog, "knows">): boolean {
  const start = reach(line, 0, 1);
  const end = line.length - reach(line, line.length - 1, -1);
  const before = signsIn(line.slice(0, start));
  if (start === line.length) return before >= ONE_SIDE;
  const title = line.slice(start, end);
  if (PEM.test(line) || SLIP_BEFORE_COMMENT.test(line) || !/^[\p{L}\p{N}]/u.test(title)) return false;
  const after = signsIn(line.slice(end));
  if (before >= BOTH_SIDES && after >= BOTH_SIDES)
    return !isLikeSetting(title, (name) => name.includes("_") && catalog.knows(name));
  return Math.max(before, after) >= ONE_SIDE && !isLikeSetting(title, (name) => catalog.knows(name));
}

/** Whether an assignment is one for its signs alone: `=====` has a value and no name, `-=-=-` has both. */
export function isDividerOfEquals({ writtenName, writtenValue }: Assignment, catalog: Catalog): boolean {
  return !/[\p{L}\p{N}]/u.test(writtenName) && isDivider(`${writtenName}=${writtenValue}`, catalog);
}

/** How far signs go from a place on, in one direction, with what may be between them. */
function reach(line: string, start: number, step: 1 | -1): number {
  let length = 0;
  while (length < line.length && isDrawn(line.charAt(start + step * length))) length++;
  return length;
}

function isDrawn(character: string): boolean {
  return SIGN.test(character) || isBetweenSigns(character);
}

function isBetweenSigns(character: string): boolean {
  return character === " " || character === "\t" || character === "#";
}

function signsIn(text: string): number {
  return [...text].filter((character) => !isBetweenSigns(character)).length;
}

function isLikeSetting(title: string, isName: (name: string) => boolean): boolean {
  const [, name = "", sign] = FIRST_WORD.exec(title) ?? [];
  return isName(name) || (sign !== undefined && /^[a-z0-9_]*_[a-z0-9_]*$/.test(name));
}
