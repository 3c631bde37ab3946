import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { FormatCase } from "./case-kinds.ts";

/** The cases of a file, one a line. */
export function readCases(path: string): FormatCase[] {
  const bytes = readFileSync(path);
  const text = path.endsWith(".gz") ? gunzipSync(bytes).toString("utf8") : bytes.toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(keepFloats(line)) as FormatCase);
}

/** `1000000.0` was printed by Python with its point, which JSON does not keep. */
function keepFloats(line: string): string {
  return line.replace(/("KONG_\w+": )(-?\d+\.\d+(?:e[-+]?\d+)?)(?=[,}])/g, '$1"$2"');
}
