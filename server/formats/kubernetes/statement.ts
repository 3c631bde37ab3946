import type { Span } from "../../../grammar/text/span.ts";
import { statementLines } from "../shared/statement-span.ts";
import { lineEndAt, lineStartAt } from "../shared/text-lines.ts";
import { keyText } from "../yaml/tree.ts";
import { statementSpan, stepsIn } from "../yaml/tree-places.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";
import { entryPlace } from "./places.ts";

/**
 * The lines of the statement at an offset: a variable with its value, a key with all below it. On the name of a container it is the
 * container, so that one comment before it silences a rule in all of it.
 */
export function statementInKubernetes(source: KubernetesSource, offset: number): Span {
  const { text } = source.document;
  const pair = source.template?.find(({ span }) => span.start <= offset && offset <= span.end);
  if (pair !== undefined) return statementLines(text, pair.span);
  if (source.template === undefined) {
    const entry = entryPlace(source, offset);
    if (entry?.form === "data" && isWithinLines(source, entry.step, offset))
      return { start: lineStartAt(text, offset), end: lineEndAt(text, offset) };
    const steps = stepsIn(source.yaml, offset);
    const last = steps.at(-1);
    const holder = steps.at(-2);
    // `- name: proxy` names the whole container.
    const isName = last?.kind === "pair" && keyText(last.pair.key) === "name" && holder?.kind === "item";
    const chosen = entry?.step ?? (isName ? holder : last);
    if (chosen !== undefined) return statementLines(text, statementSpan(text, chosen));
  }
  return { start: lineStartAt(text, offset), end: lineEndAt(text, offset) };
}

/** Whether an offset is in a block of lines, each of which is a statement of the file that the block is. */
function isWithinLines(
  { document: { text } }: KubernetesSource,
  step: Parameters<typeof statementSpan>[1],
  offset: number,
): boolean {
  const value = step.kind === "pair" ? step.pair.value : undefined;
  return value?.kind === "scalar" && value.style === "literal" && offset > lineEndAt(text, value.span.start);
}
