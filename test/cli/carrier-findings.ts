import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folderWith, kongLint } from "./run-cli.ts";

interface Position {
  readonly line: number;
  readonly column: number;
}

interface Json {
  readonly files: readonly {
    readonly findings: readonly {
      readonly rule: string;
      readonly severity: string;
      readonly message: string;
      readonly range: { readonly start: Position; readonly end: Position };
      readonly fixes: readonly { readonly title: string; readonly applicability: string }[];
    }[];
  }[];
}

/** A finding of the first of several files. */
export interface CarrierFinding {
  /** `error listen/unknown-flag`. */
  readonly what: string;
  readonly message: string;
  /** The characters that it marks. */
  readonly at: string;
  /** `safe: Add quotes`. */
  readonly fixes: readonly string[];
}

/** What the command line finds in the first of several files. */
export async function carrierFindings(
  files: Readonly<Record<string, string>>,
  ...options: readonly string[]
): Promise<readonly CarrierFinding[]> {
  const [path = "", text = ""] = Object.entries(files)[0] ?? [];
  const { stdout } = await kongLint(folderWith(files), [path, "--format", "json", ...options]);
  const { files: reports }: Json = JSON.parse(stdout);
  return (reports[0]?.findings ?? []).map(({ rule, severity, message, range, fixes }) => ({
    what: `${severity} ${rule}`,
    message,
    at: text.slice(offsetOf(text, range.start), offsetOf(text, range.end)),
    fixes: fixes.map(({ title, applicability }) => `${applicability}: ${title}`),
  }));
}

function offsetOf(text: string, { line, column }: Position): number {
  const lines = text.split("\n").slice(0, line - 1);
  return lines.reduce((sum, each) => sum + each.length + 1, column - 1);
}

/** The first of several files after all fixes, unsafe ones too. */
export async function carrierFixed(
  files: Readonly<Record<string, string>>,
  ...options: readonly string[]
): Promise<string> {
  const folder = folderWith(files);
  const [path = ""] = Object.keys(files);
  await kongLint(folder, [path, "--fix", "--unsafe-fixes", ...options]);
  return readFileSync(join(folder, path), "utf8");
}
