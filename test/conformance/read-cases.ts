import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { ConformanceCase } from "./case.ts";

/** The cases of a file of JSON lines, gzipped where its name ends so. */
export function readCases(path: string): ConformanceCase[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as ConformanceCase);
}
