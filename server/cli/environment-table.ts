import type {
  EnvironmentReport,
  EnvironmentUnit,
  EnvironmentVariable,
} from "../engine/environment-report.ts";
import { oneLine } from "../report/plain-text.ts";
import type { Style } from "../report/style.ts";
import { count } from "../report/words.ts";

/** Names and values longer than this do not widen their columns. */
const WIDEST = 40;

/** The variables of each process for a person, and what was lost on the way. */
export function environmentTable({ units }: EnvironmentReport, path: string, style: Style): string {
  return `${units.map((unit) => unitLines(unit, path, style).join("\n")).join("\n\n")}\n`;
}

function unitLines(unit: EnvironmentUnit, path: string, style: Style): readonly string[] {
  const { name, release, variables, problems } = unit;
  const title = name === null ? path : `${path}: ${name}`;
  const rows = variables.map((each) => [each.name, shownValue(each), origin(each)] as const);
  const nameWidth = Math.min(WIDEST, Math.max(0, ...rows.map(([first]) => first.length)));
  const valueWidth = Math.min(WIDEST, Math.max(0, ...rows.map(([, value]) => value.length)));
  return [
    `${style.paint("path", oneLine(title))}${release === null ? "" : `  ${style.paint("faint", release)}`}`,
    "",
    ...(rows.length === 0 ? ["  No variables"] : []),
    ...rows.map(
      ([first, value, from]) =>
        `  ${first.padEnd(nameWidth)}  ${value.padEnd(valueWidth)}  ${style.paint("faint", from)}`,
    ),
    ...(problems.length === 0 ? [] : ["", "On the way:"]),
    ...problems.map(
      ({ kind, name: variable, refuses, detail, at }) =>
        `  ${oneLine(`${at === null ? "" : `${at.path}:${at.line}  `}${variable ?? ""}${variable === null ? "" : "  "}${refuses ? "refused, " : ""}${kind}: ${detail}`)}`,
    ),
  ];
}

function shownValue({ value, state, why }: EnvironmentVariable): string {
  switch (state) {
    case "text":
      return value === "" ? '""' : oneLine(value ?? "");
    case "opaque":
      return `(known at run time only: ${why ?? "unknown"})`;
    case "removed":
      return "(removed)";
  }
}

function origin({ layer, at }: EnvironmentVariable): string {
  return oneLine(at === null ? layer : `${layer}, ${at.path}:${at.line}`);
}

/** How many variables there are, how many have a text, and why the others have none. */
export function environmentStatistics({ units }: EnvironmentReport): string {
  const variables = units.flatMap((unit) => unit.variables);
  const texts = variables.filter(({ state }) => state === "text").length;
  const share = variables.length === 0 ? 100 : (texts / variables.length) * 100;
  const lines = [
    count(units.length, "process", "processes"),
    `${count(variables.length, "variable")}, ${texts} as text (${share.toFixed(1)} %)`,
    ...tally(variables.flatMap(({ state, why }) => (state === "text" ? [] : [why ?? state]))),
    count(units.flatMap(({ problems }) => problems).length, "problem"),
    ...tally(units.flatMap(({ problems }) => problems.map(({ kind }) => kind))),
  ];
  return `${lines.join("\n")}\n`;
}

function tally(words: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, number]) => `  ${number} ${word}`);
}
