import { codeSpan, escapeMarkdown, markdownProse } from "../report/markdown-text.ts";
import { oneLine } from "../report/plain-text.ts";
import { count } from "../report/words.ts";
import {
  type ConfigurationDiff,
  type DiffItem,
  type DiffKind,
  type DiffPlace,
  type DiffSideSummary,
  differs,
  type SideValue,
  type UnitDiff,
} from "./configuration-diff.ts";
import {
  changedWords,
  differsInSecret,
  fixBeside,
  notComparedWords,
  originWords,
  placeWords,
  processName,
  releaseName,
  releasesOf,
  stateWords,
  summarySentence,
} from "./diff-words.ts";

/** What the Markdown of a difference is made for. */
export interface MarkdownLook {
  /** The address of a line of the second side; undefined: lines are text. */
  address?(place: DiffPlace): string | undefined;
}

/** In the first column of a table. */
const LABELS: Readonly<Record<Exclude<DiffKind, "default" | "listeners">, string>> = {
  refused: "❌ refused",
  lost: "⚠️ no longer read",
  required: "⚠️ required",
  changed: "changed",
  honored: "read now",
  accepted: "accepted now",
  meaning: "⚠️ other meaning",
};

/** Files that are named one by one. */
const MOST_FILES = 20;
/** Files of an overview. */
const MOST_ROWS = 100;
/** More defaults than these are folded. */
const MOST_DEFAULTS = 3;
/** Longer values are cut: the file has them in full. */
const MOST_CHARACTERS = 160;

/** What changes for Kong, as Markdown for a request, a ticket or a bot. */
export function diffMarkdown(diffs: readonly ConfigurationDiff[], look: MarkdownLook = {}): string {
  const changing = diffs.filter(differs);
  const same = diffs.filter((diff) => !differs(diff));
  const parts = [
    changing.length === 0 ? "### ✅ Nothing changes for Kong" : "### What changes for Kong",
    ...changing.flatMap((diff) => sourceParts(diff, look)),
    ...sameParts(same, changing.length === 0, look),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** As {@link diffMarkdown}, with a sentence for each file in place of what changes in it. */
export function diffOverview(diffs: readonly ConfigurationDiff[]): string {
  const rows = diffs
    .slice(0, MOST_ROWS)
    .map((diff) => `- ${pathsOf(diff)}: ${escapeMarkdown(summarySentence(diff))}`);
  if (diffs.length > MOST_ROWS) rows.push(`- … and ${diffs.length - MOST_ROWS} more files`);
  return `### What changes for Kong\n\n${rows.join("\n")}\n`;
}

/** Files that Kong reads the same, in one sentence, and what there is to note about them. */
function sameParts(
  diffs: readonly ConfigurationDiff[],
  isAll: boolean,
  look: MarkdownLook,
): readonly string[] {
  if (diffs.length === 0) return isAll ? ["No configuration of Kong changed."] : [];
  const names = diffs.map(pathsOf);
  const listed = names.slice(0, MOST_FILES).join(", ");
  const more = names.length > MOST_FILES ? ` and ${names.length - MOST_FILES} more` : "";
  const sentence = `Kong reads ${listed}${more} the same as before.`;
  return [sentence, ...diffs.flatMap(({ units }) => units.flatMap((unit) => notesOf(unit, look)))];
}

function pathsOf({ before, after }: ConfigurationDiff): string {
  return before === after ? code(before) : `${code(before)} → ${code(after)}`;
}

function sourceParts(diff: ConfigurationDiff, look: MarkdownLook): readonly string[] {
  const { units, removed, added, leftOut } = diff;
  const paths = pathsOf(diff);
  const [only] = units;
  const isAlone = units.length === 1 && removed.length === 0 && added.length === 0;
  const parts = [
    isAlone && only !== undefined
      ? `**${paths}**${titleOf(only)}: ${escapeMarkdown(summarySentence(diff))}`
      : `**${paths}**: ${escapeMarkdown(summarySentence(diff))}`,
  ];
  for (const unit of units) {
    if (!isAlone && unitHasSomething(unit)) parts.push(`${capital(titleOf(unit).replace(/^, /, ""))}:`);
    parts.push(...unitParts(unit, look));
  }
  const sides = [
    ...removed.map((side) => sideRow("removed", side)),
    ...added.map((side) => sideRow("added", side)),
  ];
  if (sides.length > 0) parts.push(sides.join("\n"));
  if (leftOut.length > 0)
    parts.push(`Not compared: ${leftOut.map((side) => code(processName(side))).join(", ")}.`);
  return parts;
}

function unitHasSomething({ before, after, items, notCompared, ignored }: UnitDiff): boolean {
  return items.length + notCompared.length + ignored.length > 0 || before.release !== after.release;
}

/** `, service kong, Kong 3.4.2 → Kong 3.9.1`. */
function titleOf(unit: UnitDiff): string {
  const names = [...new Set([processName(unit.before), processName(unit.after)])].filter(
    (name) => name !== "",
  );
  return `, ${[...names.map(escapeMarkdown), escapeMarkdown(releasesOf(unit))].join(", ")}`;
}

function unitParts(unit: UnitDiff, look: MarkdownLook): readonly string[] {
  const { items } = unit;
  const parts: string[] = [];
  const listed = items.filter(({ kind }) => kind !== "default");
  if (listed.length > 0)
    parts.push(
      [
        "| What | Setting | Before | After |",
        "| --- | --- | --- | --- |",
        ...listed.map((item) => row(item, unit, look)),
      ].join("\n"),
    );
  const advice = listed.flatMap(adviceRow);
  if (advice.length > 0) parts.push(advice.join("\n"));
  const defaults = items.filter(({ kind }) => kind === "default");
  if (defaults.length > 0) parts.push(defaultsPart(defaults));
  return [...parts, ...notesOf(unit, look)];
}

function notesOf(unit: UnitDiff, look: MarkdownLook): readonly string[] {
  const { notCompared, ignored } = unit;
  return [
    ...ignored.map(
      ({ name, place }) =>
        `Kong ignores ${code(name)}${place === undefined ? "" : ` in ${linked(place, look)}`}.`,
    ),
    ...openNotes(unit),
    ...[...new Set(notCompared.map(({ why }) => why))].map((why) => {
      const names = notCompared.filter((each) => each.why === why).map(({ property }) => code(property));
      return `Not compared, ${notComparedWords[why]}: ${names.join(", ")}.`;
    }),
  ];
}

function openNotes({ before, after }: UnitDiff): readonly string[] {
  const words = [...new Set([...before.open, ...after.open])];
  return words.length === 0
    ? []
    : [
        `Other settings may come from what was not read: ${words.map((each) => escapeMarkdown(oneLine(each))).join(", ")}.`,
      ];
}

function row(item: DiffItem, unit: UnitDiff, look: MarkdownLook): string {
  const { property } = item;
  const label = labelOf(item);
  const [before, after] = cellsOf(item, unit, look);
  const cells = [label, property === "" ? "" : code(property), before, after].map((cell) =>
    cell.replaceAll("|", "\\|"),
  );
  return `| ${cells.join(" | ")} |`;
}

function labelOf({ kind, listeners }: DiffItem): string {
  if (kind === "default") return "";
  if (kind !== "listeners") return LABELS[kind];
  if (listeners.some((change) => change.kind === "lost")) return "⚠️ listener lost";
  return listeners.every((change) => change.kind === "gained") ? "listener gained" : "listener changed";
}

function cellsOf(item: DiffItem, unit: UnitDiff, look: MarkdownLook): readonly [string, string] {
  const { kind, before, after, listeners } = item;
  const [then, now] = [placeOf(before, unit.before, {}), placeOf(after, unit.after, look)];
  if (kind === "listeners") {
    const entries = (side: "before" | "after") =>
      listeners.flatMap((each) => (each[side] === undefined ? [] : code(each[side]))).join("<br>");
    return [withPlace(entries("before") || "–", then), withPlace(entries("after") || "–", now)];
  }
  if (differsInSecret(item)) return [withPlace("a secret", then), withPlace("another secret", now)];
  const [was, is] = valueCells(before, after);
  return [withPlace(was, then), withPlace(is, now)];
}

/** Of two long values that are alike, what the second one adds and drops. */
function valueCells(before: SideValue | undefined, after: SideValue | undefined): readonly [string, string] {
  const words = changedWordsText(before, after);
  return words === undefined ? [valueCell(before), valueCell(after)] : ["…", words];
}

function changedWordsText(before: SideValue | undefined, after: SideValue | undefined): string | undefined {
  const words = changedWords(before, after);
  if (words === undefined) return undefined;
  const { lost, gained } = words;
  return [
    gained.length === 0 ? "" : `adds ${code(gained.join(" "))}`,
    lost.length === 0 ? "" : `drops ${code(lost.join(" "))}`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}

function valueCell(side: SideValue | undefined): string {
  if (side === undefined) return "–";
  const words = stateWords(side);
  if (side.text === "") return words ?? "–";
  const text = oneLine(side.text);
  const cut = code(text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text);
  return words === undefined ? cut : `${cut}, ${words}`;
}

function withPlace(value: string, place: string): string {
  return place === "" ? value : `${value} (${place})`;
}

/** Within the file of the heading a line is enough. */
function placeOf(side: SideValue | undefined, { path }: DiffSideSummary, look: MarkdownLook): string {
  if (side === undefined) return "";
  const origin = escapeMarkdown(oneLine(originWords(side)));
  const { place } = side;
  if (place === undefined) return origin;
  const isHere = place.path === path && place.line !== undefined;
  const words = isHere ? `line ${place.line}` : code(placeWords(place));
  const address = look.address?.(place);
  return [origin, address === undefined ? words : `[${words}](${address})`]
    .filter((part) => part !== "")
    .join(", ");
}

function linked(place: DiffPlace, look: MarkdownLook): string {
  const words = code(placeWords(place));
  const address = look.address?.(place);
  return address === undefined ? words : `[${words}](${address})`;
}

function adviceRow({ advice, property }: DiffItem): readonly string[] {
  if (advice === undefined || (advice.message === undefined && advice.fix === undefined)) return [];
  const { message } = advice;
  const fix = fixBeside(advice);
  const head = property === "" || message?.includes(`\`${property}\``) ? "" : `${code(property)}: `;
  const words = [
    message === undefined ? "" : markdownProse(message),
    fix === undefined ? "" : `**Fix**: ${markdownProse(fix)}.`,
  ];
  return [`- ${head}${words.filter((part) => part !== "").join(" ")}`];
}

function defaultsPart(defaults: readonly DiffItem[]): string {
  const rows = defaults.map(
    ({ property, before, after }) =>
      `- ${code(property)}: ${changedWordsText(before, after) ?? `${valueCell(before)} → ${valueCell(after)}`}`,
  );
  const title = `Not set here, and the default changes: ${count(defaults.length, "property", "properties")}`;
  return rows.length <= MOST_DEFAULTS
    ? `${title}\n\n${rows.join("\n")}`
    : `<details><summary>${title}</summary>\n\n${rows.join("\n")}\n\n</details>`;
}

function sideRow(what: "removed" | "added", side: DiffSideSummary): string {
  const name = processName(side);
  const words = `${name === "" ? code(side.path) : escapeMarkdown(oneLine(name))}, ${escapeMarkdown(releaseName(side))}, ${count(side.settings, "setting")}`;
  return `- Process ${what}: ${words}`;
}

function code(text: string): string {
  return codeSpan(oneLine(text));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
