import type { Span } from "../../../grammar/text/span.ts";
import { statementLines } from "../shared/statement-span.ts";
import { statementSpan } from "../yaml/tree-places.ts";
import type { ComposeSource } from "./compose-source.ts";
import { entryStep, stepsTo } from "./tree-places.ts";

/**
 * The lines of the statement at an offset: a variable with its value, a key with all below it. On the name of a service it is the service,
 * so that one comment before it silences a rule in all of it.
 */
export function statementInCompose(source: ComposeSource, offset: number): Span {
  const steps = stepsTo(source, offset);
  const { text } = source.document;
  const chosen = entryStep(steps)?.step ?? steps.at(-1);
  return chosen === undefined ? lineOf(text, offset) : statementLines(text, statementSpan(text, chosen));
}

function lineOf(text: string, offset: number): Span {
  const start = offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  const found = text.indexOf("\n", offset);
  return { start, end: found < 0 ? text.length : found };
}
