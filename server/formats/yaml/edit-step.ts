import { type Span, span } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import type { Written } from "../../model/semantic-edit.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { commentLines, deleteLines, written } from "../shared/line-edits.ts";
import { statementLines } from "../shared/statement-span.ts";
import { partsOf, type Step, spanOf, statementSpan, valueOfStep, writtenEnd } from "./tree-places.ts";

/** Whether an alias elsewhere refers to an anchor within a step, which therefore cannot go away. */
function isReferredTo(text: string, step: Step): boolean {
  const whole = spanOf(step);
  const anchors = text.slice(whole.start, whole.end).match(/(?<=[\s,[{:]&)[^\s,[\]{}]+/g) ?? [];
  return anchors.some((name) =>
    [...text.matchAll(/(?<=[\s,[{:]\*)[^\s,[\]{}]+/g)].some(
      ({ 0: alias, index }) => alias === name && (index < whole.start || index >= whole.end),
    ),
  );
}

/** Deletes an entry; the last one together with the key that holds it. */
export function removeStep(
  { path, text }: Pick<SourceDocument, "path" | "text">,
  step: Step,
  above: readonly Step[],
): Written {
  const parts = partsOf(step);
  if (isReferredTo(text, step)) return { kind: "cannot", why: "shared" };
  if (parts.length > 1)
    return written(path, [
      step.holder.flow ? deleteFlowPart(text, parts, spanOf(step)) : deleteBlockPart(text, step),
    ]);
  const outer = above.at(-1);
  if (outer === undefined || step.holder.anchor !== undefined || valueOfStep(outer) !== step.holder) {
    // An anchor stays for those that refer to it, with nothing in it.
    const empty = step.kind === "pair" ? "{}" : "[]";
    const place = span(step.holder.span.start, writtenEnd(text, step.holder.span));
    return written(path, [{ span: place, newText: empty }]);
  }
  return removeStep({ path, text }, outer, above.slice(0, -1));
}

function deleteBlockPart(text: string, step: Step): TextEdit {
  const statement = statementSpan(text, step);
  const lines = statementLines(text, statement);
  if (lines.start !== statement.start || isLineStart(text, lines.start)) return deleteLines(text, lines);
  // The first entry of a mapping in a list, after its `-`: what follows moves up.
  const parts = partsOf(step);
  const next = parts[parts.findIndex(({ start }) => start === statement.start) + 1];
  return { span: span(statement.start, next?.start ?? statement.end), newText: "" };
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text.charAt(offset - 1) === "\n";
}

/** With the comma after it, or, for the last one, that before it. */
function deleteFlowPart(text: string, parts: readonly Span[], part: Span): TextEdit {
  const index = parts.findIndex(({ start }) => start === part.start);
  const next = parts[index + 1];
  if (next !== undefined) return { span: span(part.start, next.start), newText: "" };
  const before = parts[index - 1];
  const comma = before === undefined ? part.start : text.indexOf(",", before.end);
  return { span: span(comma < 0 ? part.start : comma, part.end), newText: "" };
}

/** Turns the lines of a statement into comments; the last entry together with the key that holds it. */
export function commentOutStep(
  { path, text }: Pick<SourceDocument, "path" | "text">,
  steps: readonly Step[],
  index: number,
): Written {
  const step = steps[index];
  if (step === undefined || step.holder.flow || /^\ufeff?\s*\{/.test(text))
    return { kind: "cannot", why: "syntax" };
  let outer = index;
  while (outer > 0 && partsOf(steps[outer] ?? step).length < 2) outer--;
  const chosen = steps[outer] ?? step;
  if (isReferredTo(text, chosen)) return { kind: "cannot", why: "shared" };
  const statement = statementSpan(text, chosen);
  const lines = statementLines(text, statement);
  const beginsLine =
    text.slice(text.lastIndexOf("\n", statement.start - 1) + 1, statement.start).trim() === "";
  return beginsLine && partsOf(chosen).length > 1
    ? written(path, commentLines(text, lines))
    : { kind: "cannot", why: "syntax" };
}
