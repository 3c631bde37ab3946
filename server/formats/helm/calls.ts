import type { SourceFormat } from "../../model/format.ts";
import { callsOfSeveral, mayCallTools, wordsOfCalls } from "../shared/tool-calls.ts";

/** A call with what follows it on its line. */
const CALL = /\bhelm[ \t]+([^\n;&|]*)/g;
const SUBCOMMANDS: ReadonlySet<string> = new Set(["install", "upgrade", "template"]);
const VALUES = /^(?:-f|--values)(?:=(.*))?$/;

/** Which values files one call reads: `helm upgrade edge kong/kong -f base.yaml -f over.yaml`. */
export const helmCalls: NonNullable<SourceFormat["calls"]> = {
  mayCall: mayCallTools,
  callsIn: (_, text) => (/\bhelm\b/.test(text) ? callsOfSeveral(wordsOfCalls(text, CALL).map(filesOf)) : []),
};

/** The files of a call in the order in which Helm reads them: those of a chart in a folder come first. */
function filesOf(words: readonly string[]): readonly string[] {
  const files: string[] = [];
  let isInstalled = false;
  let chart: string | undefined;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    const values = VALUES.exec(word);
    if (values !== null) files.push(...(values[1] ?? words[++index] ?? "").split(","));
    // What an earlier call gave stays below the files, and nobody here knows it.
    else if (/^--(?:reuse|reset-then-reuse)-values$/.test(word)) return [];
    else if (word.startsWith("-")) index += word.includes("=") || SWITCHES.has(word) ? 0 : 1;
    else if (SUBCOMMANDS.has(word)) isInstalled = true;
    else if (/^(?:\.{1,2}$|\.{0,2}\/)/.test(word)) chart = word.replace(/\/$/, "");
  }
  // A file on another machine, or one that a plugin decrypts.
  if (!isInstalled || files.some((file) => file.includes("://"))) return [];
  return chart === undefined || /\.t(?:ar\.)?gz$/.test(chart) ? files : [`${chart}/values.yaml`, ...files];
}

/** Options without a value. */
const SWITCHES: ReadonlySet<string> = new Set([
  "-i",
  "--install",
  "-g",
  "--generate-name",
  "--atomic",
  "--cleanup-on-fail",
  "--create-namespace",
  "--debug",
  "--dependency-update",
  "--devel",
  "--dry-run",
  "--force",
  "--include-crds",
  "--is-upgrade",
  "--no-hooks",
  "--replace",
  "--reset-values",
  "--skip-crds",
  "--skip-tests",
  "--validate",
  "--wait",
  "--wait-for-jobs",
]);
