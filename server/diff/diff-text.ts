import { wrapText } from "../../grammar/text/wrap-text.ts";
import { oneLine } from "../report/plain-text.ts";
import type { Style } from "../report/style.ts";
import { count } from "../report/words.ts";
import {
  type ConfigurationDiff,
  type DiffItem,
  type DiffSideSummary,
  diffKinds,
  type SideValue,
  type UnitDiff,
} from "./configuration-diff.ts";
import {
  changedWords,
  differsInSecret,
  fixBeside,
  kindTitles,
  notComparedWords,
  originWords,
  placeWords,
  processName,
  releaseName,
  releasesOf,
  summarySentence,
  valueWords,
} from "./diff-words.ts";

/** How a terminal shows text. */
export interface TextLook {
  readonly style: Style;
  /** undefined: nothing is broken into lines. */
  readonly columns: number | undefined;
}

/** Longer defaults are on lines of their own. */
const MOST_CHARACTERS = 100;

/** Differences as a terminal shows them: most severe first, what was with a minus and what is with a plus. */
export function diffText(diffs: readonly ConfigurationDiff[], look: TextLook): string {
  if (diffs.length === 0) return "No configuration of Kong changed: nothing changes for Kong.\n";
  return diffs.map((diff) => `${sourceLines(diff, look).join("\n")}\n`).join("\n");
}

function sourceLines(diff: ConfigurationDiff, look: TextLook): readonly string[] {
  const { style } = look;
  const { before, after, units, removed, added, leftOut } = diff;
  const paths = before === after ? before : `${before} → ${after}`;
  const lines = [style.paint("path", oneLine(paths))];
  for (const [at, unit] of units.entries()) lines.push(...(at === 0 ? [] : [""]), ...unitLines(unit, look));
  if (removed.length > 0) lines.push("", ...sideLines("Removed", "removed", removed, look));
  if (added.length > 0) lines.push("", ...sideLines("Added", "added", added, look));
  if (leftOut.length > 0)
    lines.push("", style.paint("faint", `Not compared: ${leftOut.map(processName).map(oneLine).join(", ")}`));
  lines.push("", style.paint("strong", summarySentence(diff)));
  return lines;
}

function unitLines(unit: UnitDiff, look: TextLook): readonly string[] {
  const { style } = look;
  const { before, after, items, notCompared, ignored } = unit;
  const names = [...new Set([processName(before), processName(after)])].filter((name) => name !== "");
  const head = [names.join(" → "), releasesOf(unit)].filter((words) => words !== "").join(": ");
  const lines = [oneLine(head)];
  const reasons = [...new Set([before.reason, after.reason])].join("; ");
  lines.push(...wrapText(oneLine(reasons), look.columns, 0).map((line) => style.paint("faint", line)));
  for (const kind of diffKinds) {
    const found = items.filter((item) => item.kind === kind);
    if (found.length === 0) continue;
    lines.push("", style.paint("strong", `${kindTitles[kind]} (${found.length})`));
    for (const item of found) lines.push(...itemLines(item, look));
  }
  const notes = [
    ...ignored.map(
      ({ name, place }) =>
        `Kong ignores \`${oneLine(name)}\`${place === undefined ? "" : ` in ${oneLine(placeWords(place))}`}.`,
    ),
    ...openNotes(unit),
    ...notComparedNotes(notCompared),
  ];
  if (notes.length > 0) lines.push("", ...notes.flatMap((note) => prose(note, 0, look)));
  return lines;
}

function openNotes({ before, after }: UnitDiff): readonly string[] {
  const words = [...new Set([...before.open, ...after.open])];
  return words.length === 0
    ? []
    : [`Other settings may come from what was not read: ${words.map(oneLine).join(", ")}.`];
}

function notComparedNotes(notCompared: UnitDiff["notCompared"]): readonly string[] {
  const reasons = [...new Set(notCompared.map(({ why }) => why))];
  return reasons.map((why) => {
    const names = notCompared.filter((each) => each.why === why).map(({ property }) => oneLine(property));
    return `Not compared, ${notComparedWords[why]}: ${names.join(", ")}.`;
  });
}

function itemLines(item: DiffItem, look: TextLook): readonly string[] {
  const { kind, property, before, after, listeners, advice } = item;
  const { style } = look;
  const words = changedWords(before, after);
  if (words !== undefined && kind !== "refused") {
    const where = { before: placeOf(before), after: placeOf(after) };
    return [
      `  ${style.paint("code", oneLine(property))}`,
      ...(words.lost.length === 0 ? [] : sideLine("-", `… ${words.lost.join(" ")} …`, where.before, look)),
      ...(words.gained.length === 0 ? [] : sideLine("+", `… ${words.gained.join(" ")} …`, where.after, look)),
    ];
  }
  const isShort = valueLength(before) + valueLength(after) <= MOST_CHARACTERS;
  if (kind === "default" && isShort && before !== undefined && after !== undefined)
    return prose(
      `${style.paint(item.isWarning ? "strong" : "code", oneLine(property))}: ${oneLine(valueWords(before))} → ${oneLine(valueWords(after))}`,
      2,
      look,
    );
  const lines = [`  ${style.paint("code", oneLine(property))}`];
  if (differsInSecret(item)) lines.push(...secretLines(item, look));
  else if (kind === "listeners") {
    if (listeners.every((change) => change.before === undefined))
      lines.push(...sideLine("-", "(none)", placeOf(before), look));
    for (const change of listeners) {
      if (change.before !== undefined) lines.push(...sideLine("-", change.before, placeOf(before), look));
      if (change.after !== undefined) lines.push(...sideLine("+", change.after, placeOf(after), look));
    }
    if (listeners.every((change) => change.after === undefined))
      lines.push(...sideLine("+", "(none)", placeOf(after), look));
  } else if (kind !== "required" && kind !== "meaning") {
    if (before !== undefined) lines.push(...sideLine("-", valueWords(before), placeOf(before), look));
    if (after !== undefined) lines.push(...sideLine("+", valueWords(after), placeOf(after), look));
  }
  if (advice?.message !== undefined) lines.push(...prose(advice.message, 4, look));
  const fix = advice === undefined ? undefined : fixBeside(advice);
  if (fix !== undefined) lines.push(...prose(`Fix: ${fix}`, 4, look));
  return lines;
}

function valueLength(side: SideValue | undefined): number {
  return side === undefined ? 0 : valueWords(side).length;
}

function secretLines({ before, after }: DiffItem, look: TextLook): readonly string[] {
  const places = [before, after].map((side) => (side === undefined ? "" : placeOf(side))).filter(Boolean);
  return prose(`changed, and the value is secret: ${places.join(" → ")}`, 4, look);
}

function placeOf(side: SideValue | undefined): string {
  if (side === undefined) return "";
  const place = side.place === undefined ? "" : placeWords(side.place);
  return [originWords(side), place].filter((words) => words !== "").join(", ");
}

/** `- value  where`; where there is no room for both, the place is on a line of its own. */
function sideLine(
  sign: "-" | "+",
  value: string,
  where: string,
  { style, columns }: TextLook,
): readonly string[] {
  const look = sign === "-" ? "removed" : "added";
  const text = `${sign} ${oneLine(value)}`;
  const shown = oneLine(where);
  if (columns === undefined || 4 + text.length + 2 + shown.length <= columns)
    return [`    ${style.paint(look, text)}${shown === "" ? "" : `  ${style.paint("faint", shown)}`}`];
  const wrapped = wrapText(text, Math.max(20, columns - 4), 2);
  return [
    ...wrapped.map((line, at) => `    ${at === 0 ? "" : "  "}${style.paint(look, line)}`),
    ...(shown === "" ? [] : [`      ${style.paint("faint", shown)}`]),
  ];
}

function sideLines(
  title: string,
  look: "removed" | "added",
  sides: readonly DiffSideSummary[],
  { style }: TextLook,
): readonly string[] {
  return [
    style.paint("strong", `${title} (${sides.length})`),
    ...sides.map((side) => {
      const name = processName(side) === "" ? side.path : processName(side);
      const words = `${oneLine(name)}, ${releaseName(side)}, ${count(side.settings, "setting")}`;
      return `  ${style.paint(look, `${look === "added" ? "+" : "-"} ${words}`)}`;
    }),
  ];
}

function prose(text: string, indent: number, { style, columns }: TextLook): readonly string[] {
  const room = columns === undefined ? undefined : Math.max(20, columns - indent);
  const pad = " ".repeat(indent);
  return style
    .proseLines(wrapText(oneLine(text), room, 2))
    .map((line, at) => `${pad}${at === 0 ? "" : "  "}${line}`);
}
