import { type Span, span } from "../../../grammar/text/span.ts";
import type { SourceFormat } from "../format.ts";
import { statementLines } from "../shared/statement-lines.ts";
import { suppressionComment } from "../shared/suppression-comment.ts";
import type { ComposeSource } from "./compose-source.ts";
import {
  entryStep,
  type Step,
  serviceOf,
  statementSpan,
  stepsTo,
  valueOfStep,
  writtenEnd,
} from "./tree-places.ts";

/**
 * The lines of the statement at an offset: a variable with its value, a key with all below it. On the name of a service it is the service,
 * so that one comment before it silences a rule in all of it.
 */
export function statementInCompose(source: ComposeSource, offset: number): Span {
  const steps = stepsTo(source, offset);
  const { text } = source.text;
  const chosen = entryStep(steps)?.step ?? steps.at(-1);
  return chosen === undefined ? lineOf(text, offset) : statementLines(text, statementSpan(text, chosen));
}

/** A comment before the statement, or after it on its line. JSON has no comments. */
export const suppressInCompose: SourceFormat<ComposeSource>["suppression"] = (source, at, rules, reach) => {
  const { text } = source.text;
  if (/^\ufeff?\s*\{/.test(text)) return undefined;
  const steps = stepsTo(source, at.start);
  const entry = entryStep(steps);
  const chosen = beginning(text, entry === undefined ? steps : steps.slice(0, entry.index + 1));
  const statement =
    chosen === undefined ? lineOf(text, at.start) : statementLines(text, statementSpan(text, chosen));
  const service = serviceOf(steps);
  const unit =
    service === undefined
      ? statement
      : statementLines(text, span(service.span.start, writtenEnd(text, service.span)));
  const line = text.slice(statement.start, statement.end);
  const isBlock = steps.some((step) => {
    const value = valueOfStep(step);
    return value.kind === "scalar" && (value.style === "literal" || value.style === "folded");
  });
  const mayTrail =
    !isBlock &&
    !line.includes("\n") &&
    !source.comments.some(
      (comment) => statement.start <= comment.span.start && comment.span.start < statement.end,
    );
  return suppressionComment({ text, statement, unit, mayTrail }, rules, reach);
};

/** The innermost step that begins its line: a comment cannot go before one that does not. */
function beginning(text: string, steps: readonly Step[]): Step | undefined {
  return steps.findLast((step) => {
    const { start } = statementSpan(text, step);
    const line = start <= 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1;
    return text.slice(line, start).trim() === "";
  });
}

function lineOf(text: string, offset: number): Span {
  const start = offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  const found = text.indexOf("\n", offset);
  return { start, end: found < 0 ? text.length : found };
}
