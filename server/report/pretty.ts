import type { Position } from "../../grammar/text/line-index.ts";
import { wrapText } from "../../grammar/text/wrap-text.ts";
import type { FileReport, ReportedFinding, ReportedFix } from "../engine/report.ts";
import { excerptOf } from "./excerpt.ts";
import { linesOf } from "./file-lines.ts";
import { releaseWords } from "./file-release.ts";
import { fixPreview } from "./fix-preview.ts";
import { limitFindings } from "./limit-findings.ts";
import { MOST_COLUMNS, measureOf } from "./page.ts";
import { oneLine } from "./plain-text.ts";
import { prettySummary } from "./pretty-summary.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { type Look, type Style, styleFor } from "./style.ts";
import { moreWords } from "./words.ts";

/** More lines than this of one finding say nothing new. */
const MOST_EXCERPT_LINES = 3;

/** What a finding is written with: the file it is in, how to paint, and how wide. */
interface Page {
  readonly file: FileReport;
  readonly style: Style;
  /** Cells for excerpts. */
  readonly room: number;
  /** Cells for prose; undefined where nobody reads on a terminal and lines may be long. */
  readonly measure: number | undefined;
  /** Digits of the largest line number. */
  readonly digits: number;
}

/** For people: each finding with its line, what is wrong underlined, and what can be done. */
export const reporter: Reporter = {
  *report(run, context) {
    const style = styleFor(context.color, context.hyperlinks);
    const { files, left } = limitFindings(run.files, context.maxFindings);
    for (const file of files) {
      if (file.findings.length > 0) yield* fileLines(file, style, context);
    }
    if (left > 0) yield `${moreWords(left)}\n${context.quiet === true ? "" : "\n"}`;
    if (context.quiet !== true) yield prettySummary(run, style);
  },
};

function* fileLines(file: FileReport, style: Style, context: ReportContext): Iterable<string> {
  const last = file.findings.reduce((most, finding) => Math.max(most, finding.end.line + 1), 1);
  const digits = Math.max(2, String(last).length);
  const width = Math.min(context.columns ?? MOST_COLUMNS, MOST_COLUMNS);
  const page: Page = {
    file,
    style,
    digits,
    room: Math.max(20, width - digits - 5),
    measure: measureOf(context.columns),
  };
  yield `${style.paint("path", oneLine(file.path))}  ${style.paint("faint", oneLine(releaseWords(file)))}\n\n`;
  for (const finding of file.findings) yield `${findingLines(finding, page).join("\n")}\n\n`;
}

function findingLines(finding: ReportedFinding, page: Page): readonly string[] {
  const { style, file } = page;
  const isAboutAll = finding.span.start === 0 && finding.span.end === 0;
  const place = isAboutAll ? "" : `:${finding.start.line + 1}:${finding.start.character + 1}`;
  const rule = style.paint("faint", style.link(finding.rule, finding.docs));
  return [
    ...messageLines(finding, page),
    `${gutter(page, "", "┌─")} ${oneLine(file.path)}${place}  ${rule}`,
    ...(isAboutAll ? [] : placeLines(finding.start, finding.end, finding.severity, "^", "", page)),
    ...finding.related.flatMap((place) =>
      placeLines(place.start, place.end, "faint", "-", place.message, page),
    ),
    ...finding.fixes.flatMap((fix) => fixLines(fix, page)),
  ];
}

/** The severity and the message, broken where a terminal would break it in the middle of a word. */
function messageLines(finding: ReportedFinding, { style, measure }: Page): readonly string[] {
  const [first = "", ...rest] = wrapText(`${finding.severity}: ${oneLine(finding.message)}`, measure, 2);
  const [message = "", ...further] = style.proseLines([first.slice(finding.severity.length + 1), ...rest]);
  return [
    `${style.paint(finding.severity, `${finding.severity}:`)}${message}`,
    ...further.map((line) => `  ${line}`),
  ];
}

/** The lines of a span with the characters underlined. */
function placeLines(
  start: Position,
  end: Position,
  look: Look,
  sign: string,
  label: string,
  page: Page,
): readonly string[] {
  const { style, file, room } = page;
  const lastLine = end.line > start.line && end.character === 0 ? end.line - 1 : end.line;
  const result: string[] = [];
  for (let line = start.line; line <= Math.min(lastLine, start.line + MOST_EXCERPT_LINES - 1); line++) {
    const text = lineText(file, line);
    const from = line === start.line ? start.character : text.length - text.trimStart().length;
    const to = line === lastLine && lastLine === end.line ? end.character : text.length;
    const excerpt = excerptOf(text, from, to, room);
    const note = label !== "" && line === lastLine ? ` ${style.prose(oneLine(label))}` : "";
    result.push(
      `${gutter(page, String(line + 1), "│")} ${excerpt.text}`.trimEnd(),
      `${gutter(page, "", "│")} ${" ".repeat(excerpt.from)}${style.paint(look, sign.repeat(excerpt.width))}${note}`,
    );
  }
  const left = lastLine - start.line + 1 - MOST_EXCERPT_LINES;
  if (left > 0) result.push(`${gutter(page, "", "│")} ${style.paint("faint", `… ${left} more`)}`);
  return result;
}

function lineText(file: FileReport, line: number): string {
  const lines = linesOf(file);
  return file.text.slice(lines.lineStart(line), lines.lineStart(line + 1)).replace(/[\r\n]+$/, "");
}

function fixLines(fix: ReportedFix, page: Page): readonly string[] {
  const { style, room } = page;
  const kind = { safe: "fix", unsafe: "unsafe fix", display: "help" }[fix.applicability];
  const title = `${gutter(page, "", "=")} ${style.paint("strong", `${kind}:`)} ${style.prose(oneLine(fix.title))}`;
  const preview = fix.applicability === "display" ? undefined : fixPreview(page.file, fix);
  return [
    title,
    ...(preview ?? []).map(
      (line) => `${gutter(page, "+", "│")} ${style.paint("added", excerptOf(line, 0, 0, room).text)}`,
    ),
  ];
}

/** The margin of a line: its number, or blanks, and a rule. */
function gutter({ style, digits }: Page, number: string, sign: string): string {
  const margin = number.padStart(digits);
  return `${number === "+" ? style.paint("added", margin) : style.paint("faint", margin)} ${style.paint("faint", sign)}`;
}
