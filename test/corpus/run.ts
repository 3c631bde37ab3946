/**
 * `npm run corpus -- <folder>`: lints the labelled files of a corpus at their stated target and prints what a reviewer
 * would miss: labels not found, findings on lines that must stay silent, and errors nobody expects.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeText } from "../../grammar/text/decode-text.ts";
import type { Edition, Release } from "../../schemas/release.ts";
import type { FileReport, ReportedFinding } from "../../server/engine/report.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { lint } from "../../server/workspace/analyze.ts";
import { linkedOf, readKongConf } from "../sources.ts";
import { type LabelledFile, rulesByLabel } from "./labels.ts";

/** What the corpus knows of a file's origin. */
interface IndexEntry {
  readonly file: string;
  readonly edition: string | null;
  readonly images: readonly string[];
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error("usage: npm run corpus -- <corpus folder>");
  process.exit(2);
}
const labelled: readonly LabelledFile[] = readJson(join(folder, "expected.json")).files;
const index = new Map<string, IndexEntry>(
  readJson(join(folder, "index.json")).map((entry: IndexEntry) => [entry.file, entry]),
);

let expected = 0;
const missed: string[] = [];
const forbidden: string[] = [];
const unexpected: string[] = [];

for (const file of labelled) {
  const report = await lintFile(join(folder, file.file), target(file));
  for (const label of file.expected) {
    expected++;
    const wanted = rulesByLabel[label.rule] ?? [];
    const found = findingsOn(report, label.line).some((finding) => wanted.includes(finding.rule));
    if (!found)
      missed.push(
        `${file.file}:${label.line} ${label.rule} (${label.key ?? "-"}): ${seenOn(report, label.line)}`,
      );
  }
  for (const { line, why, allowed_rules = [] } of file.must_not_flag) {
    // The remark is about one thing that looks wrong; what the reviewer expects on the same line is another.
    const expectedHere = file.expected.filter((label) => label.line === line).map((label) => label.rule);
    const wanted = new Set([...expectedHere, ...allowed_rules].flatMap((label) => rulesByLabel[label] ?? []));
    for (const finding of findingsOn(report, line)) {
      if (!wanted.has(finding.rule)) forbidden.push(`${file.file}:${line} ${finding.rule} although: ${why}`);
    }
  }
  const labels = new Set(file.expected.map((label) => label.line));
  for (const finding of report.findings) {
    if (finding.severity === "error" && !coversAny(finding, labels)) {
      unexpected.push(`${file.file}:${finding.start.line + 1} ${finding.rule}: ${finding.message}`);
    }
  }
}

const found = expected - missed.length;
print("expected findings missed", missed);
print("findings on lines that must stay silent", forbidden);
print("errors nobody expects", unexpected);
console.log(
  `${labelled.length} files: ${found}/${expected} expected findings (${((100 * found) / expected).toFixed(1)} %), ` +
    `${forbidden.length} on silent lines, ${unexpected.length} unexpected errors`,
);
process.exitCode = found / expected >= 0.97 && forbidden.length === 0 ? 0 : 1;

function readJson(path: string) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The stated target; the edition is that of the image the repository runs, else what the index makes of the file. */
function target(file: LabelledFile): Release {
  const entry = index.get(file.file);
  const byImage = entry?.images.some((image) => image.includes("kong-gateway"));
  const openImage = entry?.images.some((image) => /^(?:docker\.io\/|library\/)?kong:/.test(image));
  const enterprise = byImage || (!openImage && entry?.edition?.startsWith("enterprise") === true);
  const edition: Edition = enterprise ? "enterprise" : "oss";
  return { edition, version: file.target };
}

function lintFile(path: string, flag: Release): Promise<FileReport> {
  const { text } = decodeText(readFileSync(path));
  return lint(linkedOf(readKongConf(new SourceDocument(path, text))), { release: { flag } });
}

function findingsOn(report: FileReport, line: number): readonly ReportedFinding[] {
  return report.findings.filter(
    (finding) => finding.start.line + 1 <= line && finding.end.line + 1 >= line && finding.span.end > 0,
  );
}

function coversAny(finding: ReportedFinding, lines: ReadonlySet<number>): boolean {
  for (let line = finding.start.line + 1; line <= finding.end.line + 1; line++)
    if (lines.has(line)) return true;
  return false;
}

function seenOn(report: FileReport, line: number): string {
  const seen = findingsOn(report, line).map((finding) => finding.rule);
  return seen.length === 0 ? "nothing reported" : `reported: ${seen.join(", ")}`;
}

function print(title: string, rows: readonly string[]): void {
  console.log(`${title}: ${rows.length}`);
  for (const row of rows) console.log(`  ${row}`);
}
