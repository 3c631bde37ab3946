import { describeRelease, parseRelease } from "../../schemas/release.ts";
import { count } from "../report/words.ts";
import type {
  ConfigurationDiff,
  DiffAdvice,
  DiffItem,
  DiffKind,
  DiffPlace,
  DiffSideSummary,
  ListenerChange,
  NotCompared,
  SideValue,
  UnitDiff,
} from "./configuration-diff.ts";

/** The headings of the kinds of differences. */
export const kindTitles: Readonly<Record<DiffKind, string>> = {
  refused: "Kong does not start",
  lost: "No longer read",
  required: "Required by the new release",
  listeners: "Listeners",
  changed: "Other values",
  honored: "Read now, ignored before",
  accepted: "Accepted now, refused before",
  meaning: "Same value, other meaning",
  default: "Not set, and the default changes",
};

/** `Kong 3.4.2`; of a release that is not known also its own name. */
export function releaseName({ release, unknownRelease }: DiffSideSummary): string {
  const parsed = parseRelease(release);
  const known = parsed === undefined ? release : describeRelease(parsed);
  return unknownRelease === undefined
    ? known
    : `${unknownRelease} (read as ${known}, the nearest known release)`;
}

/** `Kong 3.4.2 → Kong 3.9.1`, or one release where both sides have it. */
export function releasesOf({ before, after }: UnitDiff): string {
  const [then, now] = [releaseName(before), releaseName(after)];
  return then === now ? now : `${then} → ${now}`;
}

/** The name of a process for people; its address where nobody named it; empty for the only one of a file. */
export function processName({ name, id }: DiffSideSummary): string {
  return name ?? id;
}

/** The value of a side in words: `on`, `(not set)`. */
export function valueWords(side: SideValue): string {
  const words = stateWords(side);
  if (words === undefined) return side.text;
  return side.state === "run-time" && side.text !== "" ? `${side.text} (${words})` : `(${words})`;
}

/** What there is to say in place of a value, or beside the text of one that is known at run time only. */
export function stateWords({ state, text, place }: SideValue): string | undefined {
  switch (state) {
    case "known":
      return text === "" ? "empty" : undefined;
    case "secret":
      return "secret";
    case "unset":
      return "not set";
    case "absent":
      return place === undefined ? "no such property" : "ignored";
    case "run-time":
      return "known at run time only";
  }
}

/** Where a side has its value from, beside the line: `default`, `by the chart kong 2.26.3`. */
export function originWords({ origin, state }: SideValue): string {
  if (state === "absent" || (state === "unset" && origin.kind === "default")) return "";
  switch (origin.kind) {
    case "default":
      return "default";
    case "made":
    case "by":
      return `by ${origin.by}`;
    case "node":
    case "written":
      return "";
  }
}

/** `compose.yaml:7`. */
export function placeWords({ path, line }: DiffPlace): string {
  return line === undefined ? path : `${path}:${line}`;
}

/** The fix of an advice, unless its message says the same: in its words, or by naming what is to be written. */
export function fixBeside({ message = "", fix }: DiffAdvice): string | undefined {
  if (fix === undefined) return undefined;
  const plain = (text: string) => text.replaceAll("`", "").toLowerCase();
  const named = fix.match(/`[^`]+`/g) ?? [];
  const isNamed = named.length > 0 && named.every((word) => message.includes(word));
  return isNamed || plain(message).includes(plain(fix)) ? undefined : fix;
}

/** Whether the shown values are equal although the values are not: what differs is secret. */
export function differsInSecret({ kind, before, after }: DiffItem): boolean {
  if (kind !== "changed" || before === undefined || after === undefined) return false;
  return before.state === after.state && before.text === after.text;
}

/** Why a setting was not compared. */
export const notComparedWords: Readonly<Record<NotCompared["why"], string>> = {
  "run-time": "known at run time only",
  hidden: "the node does not show it",
  "node-only": "the node sets it by itself",
  "not-reported": "not in the answer of the node",
};

/** One sentence about all of it: `1 setting is no longer read, 2 have other values, 3 defaults change.` */
export function summarySentence(diff: ConfigurationDiff): string {
  const items = diff.units.flatMap(({ items: each }) => each);
  const clauses = [
    clause(items, "refused", "setting keeps Kong from starting", "settings keep Kong from starting"),
    clause(items, "lost", "setting is no longer read", "settings are no longer read"),
    clause(items, "required", "setting is required", "settings are required"),
    ...listenerClauses(items),
    clause(items, "changed", "setting has another value", "settings have other values"),
    clause(items, "honored", "setting is read now", "settings are read now"),
    clause(items, "accepted", "setting is accepted now", "settings are accepted now"),
    clause(items, "meaning", "value has another meaning", "values have another meaning"),
    clause(items, "default", "default changes", "defaults change"),
    diff.removed.length === 0 ? "" : `${count(diff.removed.length, "process", "processes")} removed`,
    diff.added.length === 0 ? "" : `${count(diff.added.length, "process", "processes")} added`,
  ].filter((words) => words !== "");
  if (clauses.length > 0) return `${clauses.join(", ")}.`;
  const bumps = diff.units.filter(({ before, after }) => before.release !== after.release);
  return bumps.length > 0 ? "The new release reads every setting the same." : "Nothing changes for Kong.";
}

function listenerClauses(items: readonly DiffItem[]): readonly string[] {
  const changes = items.flatMap(({ listeners }) => listeners);
  const number = (kind: ListenerChange["kind"]) => changes.filter((change) => change.kind === kind).length;
  return [
    [number("lost"), "listener is lost", "listeners are lost"] as const,
    [number("gained"), "listener is new", "listeners are new"] as const,
    [number("changed"), "listener changes", "listeners change"] as const,
  ].map(([found, one, many]) => (found === 0 ? "" : count(found, one, many)));
}

/** Shorter values are shown in full. */
const LONG = 80;

/**
 * The words of two long values of the same kind that the other one does not have; undefined where the values are better shown in full.
 */
export function changedWords(
  before: SideValue | undefined,
  after: SideValue | undefined,
): { readonly lost: readonly string[]; readonly gained: readonly string[] } | undefined {
  if (before?.state !== "known" || after?.state !== "known") return undefined;
  if (before.text.length < LONG || after.text.length < LONG) return undefined;
  const words = (text: string) => text.split(/[,:\s]+/).filter((word) => word !== "");
  const [then, now] = [words(before.text), words(after.text)];
  const lost = then.filter((word) => !now.includes(word));
  const gained = now.filter((word) => !then.includes(word));
  const isAlike = lost.length + gained.length > 0 && lost.length <= then.length / 2;
  return isAlike && gained.length <= now.length / 2 ? { lost, gained } : undefined;
}

function clause(items: readonly DiffItem[], kind: DiffKind, one: string, many: string): string {
  const number = items.filter((item) => item.kind === kind).length;
  return number === 0 ? "" : count(number, one, many);
}
