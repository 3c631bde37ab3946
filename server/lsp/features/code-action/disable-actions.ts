import { span } from "../../../../grammar/text/span.ts";
import type { TextEdit } from "../../../../grammar/text/text-edit.ts";
import type { ReportedFinding } from "../../../engine/report.ts";
import { lintComments, type SuppressionComment } from "../../../findings/lint-comments.ts";
import type { Source } from "../../../model/source.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";
import { lineAround } from "../../support/source-line.ts";
import type { PlannedAction } from "./planned-action.ts";
import type { WantedFinding } from "./quick-fixes.ts";

/**
 * Ways not to hear of findings any more: by a comment above the line, a comment at the top of the file, and in the settings.
 * The comment has a line of its own, for behind a value it could change what Kong before 3.2 reads.
 */
export function disableActions(
  document: DocumentAnalysis,
  wanted: readonly WantedFinding[],
): PlannedAction[] {
  const { analysis, settings } = document;
  const { source } = analysis.linked;
  const takesComments = settings.lint.inlineConfig !== false && source.format.lineComment !== undefined;
  const seen = new Set<string>();
  return wanted.flatMap(({ finding, diagnostics }) => {
    const { rule } = finding;
    if (rule === "internal-error") return [];
    const isAboutComments = rule.startsWith("settings/");
    const actions: PlannedAction[] = [];
    const add = (title: string, action: Pick<PlannedAction, "edits" | "plan">) =>
      actions.push({ title, kind: "quickfix", diagnostics, ...action });
    if (takesComments && !isAboutComments) {
      const line = onNextLine(finding, source);
      const key = `${rule} ${line?.span.start}`;
      if (line !== undefined && !seen.has(key)) add(`Disable \`${rule}\` for this line`, { edits: [line] });
      seen.add(key);
    }
    if (seen.has(rule)) return actions;
    seen.add(rule);
    const file = takesComments && !isAboutComments ? inFile(rule, source) : undefined;
    if (file !== undefined) add(`Disable \`${rule}\` for this file`, { edits: [file] });
    if (!settings.isBroken)
      add(`Disable \`${rule}\` in the settings`, { plan: { kind: "disable-in-settings", rule } });
    return actions;
  });
}

/** Stands in every comment that is written, for its author to replace. */
const REASON = "-- reason";

/** The comment above the statement of a finding; undefined where a comment there would not reach it. */
function onNextLine({ rule, span: place }: ReportedFinding, source: Source): TextEdit | undefined {
  // What is said about the file as a whole has no line.
  if (place.start === 0 && place.end === 0) return undefined;
  const { document, format } = source;
  const line = lineAround(document, format.statementAt(source, place.start).start);
  const first = line.start + (line.text.length - line.text.trimStart().length);
  if (line.text.trim() === "" || format.commentAt(source, first)?.span.start === first) return undefined;
  const above = suppressions(source).find(
    ({ scope, span: own }) =>
      scope === "next-line" &&
      own.end < line.start &&
      /^[ \t\r]*\n$/.test(document.text.slice(own.end, line.start)),
  );
  if (above !== undefined) return withName(above, rule);
  // A byte order mark belongs to the first name; nothing may come between.
  if (line.start === 0 && document.text.startsWith("\ufeff")) return undefined;
  const indent = /^[ \t]*/.exec(line.text)?.[0] ?? "";
  return {
    span: span(line.start, line.start),
    newText: `${indent}${comment(source, "kong-lint-disable-next-line", rule)}`,
  };
}

/** The comment at the top of the file. */
function inFile(rule: string, source: Source): TextEdit | undefined {
  const known = suppressions(source).find(({ scope, names }) => scope === "file" && names.length > 0);
  if (known !== undefined) return withName(known, rule);
  if (source.document.text.startsWith("\ufeff")) return undefined;
  return { span: span(0, 0), newText: comment(source, "kong-lint-disable-file", rule) };
}

/** A comment on a line of its own, for its author to complete. */
function comment({ document, format }: Source, word: string, rule: string): string {
  const lineBreak = /\r?\n/.exec(document.text)?.[0] ?? "\n";
  return `${format.lineComment} ${word} ${rule} ${REASON}${lineBreak}`;
}

/** Adds a rule to a comment that names others; one that names none silences it already. */
function withName({ names }: SuppressionComment, rule: string): TextEdit | undefined {
  const last = names.at(-1);
  if (last === undefined || names.some(({ id }) => id === rule)) return undefined;
  return { span: span(last.span.end, last.span.end), newText: `, ${rule}` };
}

function suppressions(source: Source): SuppressionComment[] {
  return lintComments(source).flatMap((each) => (each.kind === "suppression" ? [each] : []));
}
