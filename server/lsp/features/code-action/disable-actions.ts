import { span } from "../../../../grammar/text/span.ts";
import type { TextEdit } from "../../../../grammar/text/text-edit.ts";
import type { ReportedFinding } from "../../../engine/report.ts";
import { lintComments, type SuppressionComment } from "../../../findings/lint-comments.ts";
import type { ConfigUnit } from "../../../model/config-unit-old.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";
import { assignmentAt } from "../../support/assignment-at.ts";
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
  const takesComments = settings.lint.inlineConfig !== false;
  const seen = new Set<string>();
  return wanted.flatMap(({ finding, diagnostics }) => {
    const { rule } = finding;
    if (rule === "internal-error") return [];
    const isAboutComments = rule.startsWith("settings/");
    const actions: PlannedAction[] = [];
    const add = (title: string, action: Pick<PlannedAction, "edits" | "plan">) =>
      actions.push({ title, kind: "quickfix", diagnostics, ...action });
    if (takesComments && !isAboutComments) {
      const line = onNextLine(finding, analysis.unit);
      const key = `${rule} ${line?.span.start}`;
      if (line !== undefined && !seen.has(key)) add(`Disable ${rule} for this line`, { edits: [line] });
      seen.add(key);
    }
    if (seen.has(rule)) return actions;
    seen.add(rule);
    const file = takesComments && !isAboutComments ? inFile(rule, analysis.unit) : undefined;
    if (file !== undefined) add(`Disable ${rule} for this file`, { edits: [file] });
    if (!settings.isBroken)
      add(`Disable ${rule} in the settings`, { plan: { kind: "disable-in-settings", rule } });
    return actions;
  });
}

/** Stands in every comment that is written, for its author to replace. */
const REASON = "-- reason";

/** The comment above the statement of a finding; undefined where a comment there would not reach it. */
function onNextLine({ rule, span: place }: ReportedFinding, unit: ConfigUnit): TextEdit | undefined {
  // What is said about the file as a whole has no line.
  if (place.start === 0 && place.end === 0) return undefined;
  const { document, syntax } = unit;
  const statement = assignmentAt(unit.assignments, place.start);
  const line = lineAround(document, statement?.lineSpan.start ?? place.start);
  const sign = syntax.carrier === "dotenv" ? /^[ \t]*#/ : /^[ \t]*[#;]/;
  if (statement === undefined && (sign.test(line.text) || line.text.trim() === "")) return undefined;
  const above = suppressions(unit).find(
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
    newText: `${indent}# kong-lint-disable-next-line ${rule} ${REASON}${lineBreakOf(document.text)}`,
  };
}

/** The comment at the top of the file. */
function inFile(rule: string, unit: ConfigUnit): TextEdit | undefined {
  const { text } = unit.document;
  const known = suppressions(unit).find(({ scope, names }) => scope === "file" && names.length > 0);
  if (known !== undefined) return withName(known, rule);
  if (text.startsWith("\ufeff")) return undefined;
  return { span: span(0, 0), newText: `# kong-lint-disable-file ${rule} ${REASON}${lineBreakOf(text)}` };
}

/** Adds a rule to a comment that names others; one that names none silences it already. */
function withName({ names }: SuppressionComment, rule: string): TextEdit | undefined {
  const last = names.at(-1);
  if (last === undefined || names.some(({ id }) => id === rule)) return undefined;
  return { span: span(last.span.end, last.span.end), newText: `, ${rule}` };
}

function suppressions(unit: ConfigUnit): SuppressionComment[] {
  return lintComments(unit).flatMap((comment) => (comment.kind === "suppression" ? [comment] : []));
}

function lineBreakOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? "\n";
}
