import { largest } from "../../grammar/text/large-lists.ts";
import type { ReportedFinding, ReportedFix } from "../engine/report.ts";
import type { Severity } from "../findings/finding.ts";
import { codeSpan, markdownProse } from "../report/markdown-text.ts";
import { plainText } from "../report/plain-text.ts";
import { ruleHelp } from "../report/rule-help.ts";
import { findingMark } from "./markers.ts";
import type { MarkupSupport } from "./markup-support.ts";
import type { SuggestedLines } from "./suggestion-lines.ts";

/** How the severities look in comments. */
export const SIGNS: Readonly<Record<Severity, string>> = {
  error: "❌",
  warning: "⚠️",
  info: "ℹ️",
  hint: "💡",
};

/** What a comment is made of. */
export interface CommentParts {
  readonly finding: ReportedFinding;
  readonly reads: string | undefined;
  readonly suggestion: { readonly fix: ReportedFix; readonly lines: SuggestedLines } | undefined;
}

/** The Markdown of a comment on a line: what is wrong, what Kong reads, how to mend it, why it matters, where to read more. */
export function renderComment({ finding, reads, suggestion }: CommentParts, markup: MarkupSupport): string {
  const { severity, rule, docs, message } = finding;
  const parts = [`${SIGNS[severity]} **${severity}**: ${markdownProse(message)}`];
  if (reads !== undefined) parts.push(reads);
  const [fix] = finding.fixes;
  if (suggestion !== undefined) parts.push(...renderSuggestion(suggestion, message, markup));
  else if (fix !== undefined && !repeats(fix, message)) parts.push(`**Fix**: ${markdownProse(fix.title)}.`);
  const why = ruleHelp(rule)?.markdown;
  const section =
    why === undefined ? undefined : /## Why it matters\n\n([\s\S]*?)(?=\n\n## |$)/.exec(why)?.[1];
  if (section !== undefined) {
    parts.push(`<details><summary>Why it matters</summary>\n\n${unwrapped(section.trim())}\n\n</details>`);
  }
  parts.push(`<sub>kong-lint · [${rule}](${docs})</sub>`);
  return `${parts.join("\n\n")}\n\n${findingMark(finding)}`;
}

/** Whether a message already says what a fix would: in its words, or because it names the value to write. */
function repeats({ title }: ReportedFix, message: string): boolean {
  const plain = (text: string) => text.replaceAll("`", "").toLowerCase();
  const value = /^(?:Change|Rename) to `([^`]+)`$/.exec(title)?.[1];
  return plain(message).includes(plain(title)) || (value !== undefined && message.includes(`\`${value}\``));
}

/** Paragraphs on one line each: providers take the line breaks of a comment as they are written. */
function unwrapped(markdown: string): string {
  return markdown.replace(/(?<=[^\n])\n(?=[A-Za-z`(“"'])/g, " ");
}

/**
 * A block that can be applied by a click; where that is not surely what is meant, a word above it, to be read before. A message
 * that asks whether it is has said that word.
 */
function renderSuggestion(
  { fix, lines: { first, last, lines } }: NonNullable<CommentParts["suggestion"]>,
  message: string,
  markup: MarkupSupport,
): readonly string[] {
  const text = lines.map((line) => plainText(line)).join("\n");
  const longest = largest(
    [...text.matchAll(/`+/g)].map((run) => run[0].length),
    2,
  );
  const fence = "`".repeat(longest + 1);
  const body = lines.length === 0 ? "" : `${text}\n`;
  const block = `${fence}${markup.suggestion(last - first + 1)}\n${body}${fence}`;
  if (fix.applicability !== "unsafe" || message.endsWith("?")) return [block];
  return ["If this is what you mean:", block];
}

/** One row of a list of findings. */
export function renderRow(
  path: string,
  finding: ReportedFinding,
  line: number,
  markup: MarkupSupport,
): string {
  const { severity, message, rule, docs } = finding;
  const place = `[${codeSpan(`${plainText(path)}:${line}`)}](${markup.lineAddress(path, line)})`;
  return `- ${SIGNS[severity]} ${place}: ${markdownProse(message)} [${rule}](${docs})`;
}
