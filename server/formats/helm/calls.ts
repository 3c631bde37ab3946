import { versionOfRange } from "../../../schemas/charts/kong-chart.ts";
import type { SourceFormat, ToolCall } from "../../model/format.ts";
import { isFilledIn, mayCallTools, wordsOfCalls } from "../shared/tool-calls.ts";
import { isFolder, namedChart, otherChart, readHelmArguments } from "./install-arguments.ts";

/** A call with what follows it on its line. */
const CALL = /\bhelm[ \t]+([^\n;&|]*)/g;

/** Which values one call reads: `helm upgrade edge kong/kong -f base.yaml -f over.yaml --set env.database=off`. */
export const helmCalls: NonNullable<SourceFormat["calls"]> = {
  mayCall: mayCallTools,
  callsIn: (_, text) =>
    /\bhelm\b/.test(text) ? wordsOfCalls(text, CALL).flatMap((words) => callOf(words) ?? []) : [],
};

/** The files of a call in the order in which Helm reads them: those of a chart in a folder come first. */
function callOf(words: readonly string[]): ToolCall | undefined {
  const call = readHelmArguments(words);
  // What an earlier call gave stays below the files, and nobody here knows it.
  if (call === undefined || call.reusesValues) return undefined;
  const valuesOf = (...names: readonly string[]) =>
    call.options
      .filter(({ name }) => names.includes(name))
      .map(({ index, from }) => words[index]?.slice(from) ?? "");
  const chart = words[call.chart ?? -1] ?? "";
  const given = valuesOf("values").flatMap((value) => value.split(","));
  const files = isFolder(chart) ? [`${chart.replace(/\/$/, "")}/values.yaml`, ...given] : given;
  // A file on another machine, or one that a plugin decrypts.
  if (files.length === 0 || files.some((file) => file === "" || file.includes("://") || isFilledIn(file)))
    return undefined;
  const sets = [...valuesOf("set"), ...valuesOf("set-string")];
  const unknown = [
    ...sets.filter(hasVariable).flatMap(pathsOf),
    ...valuesOf("set-file", "set-json", "set-literal").flatMap(pathsOf),
  ];
  const repository = valuesOf("repo").at(-1) ?? "";
  const named =
    namedChart(chart, repository) ?? (isFilledIn(chart) ? undefined : otherChart(chart, repository));
  const version = versionOfRange(valuesOf("version").at(-1) ?? "");
  return {
    files,
    ...(named === undefined ? {} : { chart: version === undefined ? named : `${named} ${version}` }),
    ...listed(
      "set",
      valuesOf("set").filter((text) => !hasVariable(text)),
    ),
    ...listed(
      "setText",
      valuesOf("set-string").filter((text) => !hasVariable(text)),
    ),
    ...listed("setUnknown", unknown),
  };
}

function listed(name: "set" | "setText" | "setUnknown", texts: readonly string[]): Partial<ToolCall> {
  return texts.length === 0 ? {} : { [name]: texts };
}

/** Braces are a list to Helm, so only what a shell or make always fills in counts. */
function hasVariable(text: string): boolean {
  return /[$`]/.test(text);
}

/** The paths of `a.b=c,d.e=f`; after the first part with a comma in it nobody knows where a path begins. */
function pathsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|,)([\w.[\]-]+)=/g)].map(([, path = ""]) => path);
}
