import { type Span, span } from "../../../grammar/text/span.ts";
import { keyText, type YamlItem, type YamlNode, type YamlPair } from "../yaml/tree.ts";
import { lastBefore } from "./address.ts";
import type { ComposeSource } from "./compose-source.ts";

/** One step from the top of a document to a place in it. */
export type Step =
  | { readonly kind: "pair"; readonly pair: YamlPair; readonly holder: YamlNode & { kind: "mapping" } }
  | { readonly kind: "item"; readonly item: YamlItem; readonly holder: YamlNode & { kind: "sequence" } };

/** The pairs and items that hold an offset, outermost first. A part holds what follows it up to the next part. */
export function stepsTo(source: ComposeSource, offset: number): readonly Step[] {
  const document =
    source.yaml.documents.find(({ span: whole }) => whole.start <= offset && offset <= whole.end) ??
    source.yaml.documents[0];
  const steps: Step[] = [];
  let node = document?.root;
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

/** The span of a step. */
export function spanOf(step: Step): Span {
  return step.kind === "pair" ? step.pair.span : step.item.span;
}

/** The value of a step. */
export function valueOfStep(step: Step): YamlNode {
  return step.kind === "pair" ? step.pair.value : step.item.value;
}

/** The innermost step that is an entry of variables: below `environment`, or beside other variables of Kong. */
export function entryStep(
  steps: readonly Step[],
): { readonly step: Step; readonly index: number } | undefined {
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index];
    const above = steps[index - 1];
    if (step === undefined) continue;
    const isBelow = above?.kind === "pair" && keyText(above.pair.key) === "environment";
    if (isBelow || holdsVariables(step)) return { step, index };
  }
  return undefined;
}

function holdsVariables({ kind, holder }: Step): boolean {
  const texts =
    kind === "pair"
      ? holder.pairs.map(({ key }) => keyText(key))
      : holder.items.map(({ value }) => keyText(value));
  return texts.some((text) => text?.startsWith("KONG_") === true);
}

/** The service that a place belongs to. */
export function serviceOf(steps: readonly Step[]): YamlPair | undefined {
  const index = steps.findIndex((step) => step.kind === "pair" && keyText(step.pair.key) === "services");
  const step = index < 0 ? undefined : steps[index + 1];
  return step?.kind === "pair" ? step.pair : undefined;
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
