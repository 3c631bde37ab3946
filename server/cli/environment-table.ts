import { wordTable } from "../../grammar/text/word-table.ts";
import { describeRelease, parseRelease } from "../../schemas/release.ts";
import type {
  EnvironmentPlace,
  EnvironmentProblem,
  EnvironmentReport,
  EnvironmentUnit,
  EnvironmentVariable,
} from "../engine/environment-report.ts";
import type { Opaque } from "../model/value.ts";
import { columnLines } from "../report/columns.ts";
import { type Page, paragraph } from "../report/page.ts";
import { oneLine } from "../report/plain-text.ts";
import { count } from "../report/words.ts";

/** The variables of each process for a person, and what was lost on the way. */
export function environmentTable({ units }: EnvironmentReport, path: string, page: Page): string {
  return `${units.map((unit) => unitLines(unit, path, page).join("\n")).join("\n\n")}\n`;
}

function unitLines(unit: EnvironmentUnit, path: string, page: Page): readonly string[] {
  const { style } = page;
  const { name, release, variables, problems } = unit;
  const title = name === null ? path : `${path}: ${name}`;
  const parsed = release === null ? undefined : parseRelease(release);
  const rows = variables.map((each) => [each.name, shownValue(each), origin(each, path)]);
  return [
    `${style.paint("path", oneLine(title))}${parsed === undefined ? "" : `  ${style.paint("faint", describeRelease(parsed))}`}`,
    "",
    ...(rows.length === 0 ? ["  No variables"] : columnLines(rows, [undefined, "code", "faint"], page)),
    ...(problems.length === 0 ? [] : ["", style.paint("strong", "Problems")]),
    ...problems.flatMap((problem) => problemLines(problem, path, page)),
  ];
}

function problemLines(
  { name, refuses, detail, at }: EnvironmentProblem,
  path: string,
  page: Page,
): readonly string[] {
  const { style } = page;
  const head = [
    at === null ? "" : style.paint("faint", oneLine(placeWords(at, path))),
    name === null ? "" : style.paint("strong", oneLine(name)),
    refuses ? style.paint("error", "rejected") : "",
  ].filter((part) => part !== "");
  return [`  ${head.join("  ")}`, ...paragraph(oneLine(detail), page, 4)];
}

/** Why a value is not known before the process starts. */
const WHY: Readonly<Record<Opaque, string>> = {
  template: "a template",
  "shell-variable": "a shell variable",
  "secret-reference": "a secret",
  function: "a function",
  "other-file": "another file",
  "command-substitution": "the output of a command",
};

function shownValue({ value, state, why }: EnvironmentVariable): string {
  switch (state) {
    case "text":
      return value === "" ? '""' : (value ?? "");
    case "opaque":
      return `(known at run time only${why === undefined ? "" : `: ${WHY[why]}`})`;
    case "removed":
      return "(removed)";
  }
}

function origin({ layer, at }: EnvironmentVariable, path: string): string {
  return at === null ? layer : `${layer}, ${placeWords(at, path)}`;
}

/** The file is in the title already. */
function placeWords(at: EnvironmentPlace, path: string): string {
  return at.path === path ? `line ${at.line}` : `${at.path}:${at.line}`;
}

/** How many variables there are, how many have a text, and why the others have none. */
export function environmentStatistics({ units }: EnvironmentReport): string {
  const variables = units.flatMap((unit) => unit.variables);
  const texts = variables.filter(({ state }) => state === "text").length;
  const share = variables.length === 0 ? 100 : (texts / variables.length) * 100;
  const lines = [
    count(units.length, "process", "processes"),
    `${count(variables.length, "variable")}, ${texts} as text (${share.toFixed(1)} %)`,
    ...tally(variables.flatMap((each) => (each.state === "text" ? [] : [stateWords(each)]))),
    count(units.flatMap(({ problems }) => problems).length, "problem"),
    ...tally(units.flatMap(({ problems }) => problems.map(({ kind }) => problemWords(kind)))),
  ];
  return `${lines.join("\n")}\n`;
}

function stateWords({ state, why }: EnvironmentVariable): string {
  if (state === "removed") return "removed";
  return why === undefined ? "known at run time only" : WHY[why];
}

/** Kinds of problems whose names people do not read. */
const PROBLEMS: Readonly<Record<string, string>> = wordTable({
  "dollar-eaten": "`$` read as a variable",
  refused: "rejected by the tool",
  retyped: "read as another type",
  syntax: "syntax error",
  "word-lost": "text lost",
});

function problemWords(kind: string): string {
  return PROBLEMS[kind] ?? kind.replaceAll("-", " ");
}

function tally(words: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, number]) => `  ${word}: ${number}`);
}
