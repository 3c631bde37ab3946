import { append } from "../../grammar/text/large-lists.ts";
import { type LineChange, lineDiff } from "./line-diff.ts";
import { oneLine } from "./plain-text.ts";
import type { Style } from "./style.ts";

/** Unchanged lines shown before and after a change. */
const CONTEXT = 3;

/**
 * Stands in a hunk that shows asterisks for a secret. `patch` and `git apply` take a line that begins so for damage and refuse the
 * whole difference: applied, it would write the asterisks, or the lines around them without them.
 */
const FOR_READING =
  "! Secrets are masked in this hunk; it cannot be applied as a patch. To write the change, use --fix.";

/** A text before and after, with what may be shown of it: the same lines with secrets masked. */
export interface DiffSide {
  readonly text: string;
  readonly redacted: string;
}

/** A text, and the same with its secrets masked. */
export interface DiffText {
  readonly text: string;
  readonly masked: string;
}

/**
 * The two sides of what fixing did to a source.
 * @param redact a text without the secrets of the source as it was
 */
export function diffSides(
  before: DiffText,
  after: DiffText,
  redact: (text: string) => string,
): readonly [DiffSide, DiffSide] {
  // What a fix leaves of a secret is one still, though nothing beside it may say so any more.
  const redacted = after.masked.replace(/[^\r\n]+/g, redact);
  return [
    { text: before.text, redacted: before.masked },
    { text: after.text, redacted },
  ];
}

/**
 * A unified diff, empty where nothing differs. What differs is decided by the texts, what is printed comes from their
 * redacted forms: where a secret stands near a change, the diff is for reading, and says so in a way that `patch` refuses.
 */
export function unifiedDiff(path: string, before: DiffSide, after: DiffSide, style: Style): string {
  const old = linesOf(before.text);
  const fresh = linesOf(after.text);
  const changes = lineDiff(old, fresh);
  if (changes.length === 0) return "";
  const shownOld = linesOf(before.redacted);
  const shownFresh = linesOf(after.redacted);
  const sides: Sides = {
    old: old.map((line, at) => shownLine(line, shownOld[at])),
    fresh: fresh.map((line, at) => shownLine(line, shownFresh[at])),
  };
  const name = oneLine(path);
  const lines = [style.paint("strong", `--- a/${name}`), style.paint("strong", `+++ b/${name}`)];
  for (const hunk of hunksOf(changes, old.length)) append(lines, hunkLines(hunk, sides, style));
  return `${lines.join("\n")}\n`;
}

/** A line as it may be shown. */
interface ShownLine {
  readonly text: string;
  readonly isMasked: boolean;
}

interface Sides {
  readonly old: readonly ShownLine[];
  readonly fresh: readonly ShownLine[];
}

const NOTHING: ShownLine = { text: "", isMasked: false };

function shownLine(line: string, redacted = ""): ShownLine {
  return { text: redacted, isMasked: redacted !== line };
}

/** Lines with their line break, so that a change of it is one. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Changes that are so near that their context would meet belong together. */
function hunksOf(changes: readonly LineChange[], length: number): readonly (readonly LineChange[])[] {
  const hunks: LineChange[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1)?.at(-1);
    if (last !== undefined && change.beforeStart - last.beforeEnd <= 2 * CONTEXT) hunks.at(-1)?.push(change);
    else hunks.push([change]);
  }
  return length === 0 ? hunks.slice(0, 1) : hunks;
}

function hunkLines(hunk: readonly LineChange[], { old, fresh }: Sides, style: Style): readonly string[] {
  const first = hunk[0];
  const last = hunk.at(-1);
  if (first === undefined || last === undefined) return [];
  const lead = Math.min(CONTEXT, first.beforeStart);
  const trail = Math.min(CONTEXT, old.length - last.beforeEnd);
  const start = first.beforeStart - lead;
  const end = last.beforeEnd + trail;
  const freshStart = first.afterStart - lead;
  const freshEnd = last.afterEnd + trail;
  const lines = [style.paint("code", `@@ -${rangeOf(start, end)} +${rangeOf(freshStart, freshEnd)} @@`)];
  const shownLines = [...old.slice(start, end), ...fresh.slice(freshStart, freshEnd)];
  if (shownLines.some(({ isMasked }) => isMasked)) lines.push(style.paint("faint", FOR_READING));
  let at = start;
  for (const change of hunk) {
    for (; at < change.beforeStart; at++) lines.push(...shown(" ", old[at]));
    for (; at < change.beforeEnd; at++) lines.push(...shown("-", old[at], style));
    for (let line = change.afterStart; line < change.afterEnd; line++) {
      lines.push(...shown("+", fresh[line], style));
    }
  }
  for (; at < end; at++) lines.push(...shown(" ", old[at]));
  return lines;
}

/** A range as diff writes it: an empty one is named by the line before it. */
function rangeOf(start: number, end: number): string {
  if (end === start) return `${start},0`;
  return end - start === 1 ? String(start + 1) : `${start + 1},${end - start}`;
}

function shown(sign: string, { text: line }: ShownLine = NOTHING, style?: Style): readonly string[] {
  const isOpen = !line.endsWith("\n");
  const text = `${sign}${line
    .replace(/\n$/, "")
    .replace(/\r$/, "\u240d")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/gu, "\ufffd")}`;
  const painted = style === undefined ? text : style.paint(sign === "+" ? "added" : "removed", text);
  return isOpen ? [painted, "\\ No newline at end of file"] : [painted];
}
