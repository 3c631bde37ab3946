import { type Span, span } from "../../../grammar/text/span.ts";
import type { YamlItem, YamlNode, YamlPair, YamlText } from "./tree.ts";

/** One step from the top of a document to a place in it. */
export type Step =
  | { readonly kind: "pair"; readonly pair: YamlPair; readonly holder: YamlNode & { kind: "mapping" } }
  | { readonly kind: "item"; readonly item: YamlItem; readonly holder: YamlNode & { kind: "sequence" } };

/** The pairs and items that hold an offset, outermost first. A part holds what follows it up to the next part. */
export function stepsIn({ documents }: YamlText, offset: number): readonly Step[] {
  const document =
    documents.find(({ span: whole }) => whole.start <= offset && offset <= whole.end) ?? documents[0];
  return stepsFrom(document?.root, offset);
}

/** As {@link stepsIn}, from a node on. */
export function stepsFrom(from: YamlNode | undefined, offset: number): readonly Step[] {
  const steps: Step[] = [];
  let node = from;
  while (node !== undefined) {
    if (node.kind === "mapping") {
      const pair = lastBefore(node.pairs, offset);
      if (pair === undefined) break;
      steps.push({ kind: "pair", pair, holder: node });
      node = offset > pair.key.span.end ? pair.value : undefined;
    } else if (node.kind === "sequence") {
      const item = lastBefore(node.items, offset);
      if (item === undefined) break;
      steps.push({ kind: "item", item, holder: node });
      node = item.value;
    } else {
      break;
    }
  }
  return steps;
}

/** The last part that begins at or before an offset; parts are in order, so it is found by halving. */
export function lastBefore<Part extends { readonly span: { readonly start: number } }>(
  parts: readonly Part[],
  offset: number,
): Part | undefined {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return parts[low - 1];
}

/** The span of a step. */
export function spanOf(step: Step): Span {
  return step.kind === "pair" ? step.pair.span : step.item.span;
}

/** The value of a step. */
export function valueOfStep(step: Step): YamlNode {
  return step.kind === "pair" ? step.pair.value : step.item.value;
}

/** The spans of all entries beside a step, itself included. */
export function partsOf(step: Step): readonly Span[] {
  return step.kind === "pair"
    ? step.holder.pairs.map((pair) => pair.span)
    : step.holder.items.map((item) => item.span);
}

/** A scalar that is written over lines ends where its last character does, without the line breaks after it. */
export function writtenEnd(text: string, { start, end }: Span): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** The column of an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - (offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1);
}

/** The statement of a step without trailing line breaks. */
export function statementSpan(text: string, step: Step): Span {
  const whole = spanOf(step);
  return span(whole.start, Math.max(whole.start, writtenEnd(text, whole)));
}

/** The blanks before a statement, as many as its column has, so that another line can stand below it. */
export function indentAt(text: string, offset: number): string {
  const lead = text.slice(offset - columnOf(text, offset), offset);
  return lead.trim() === "" ? lead : lead.replace(/[^ \t]/g, " ");
}
