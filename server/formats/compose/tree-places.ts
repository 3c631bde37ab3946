import { keyText, type YamlPair } from "../yaml/tree.ts";
import { type Step, stepsIn } from "../yaml/tree-places.ts";
import type { ComposeSource } from "./compose-source.ts";

/** The pairs and items that hold an offset, outermost first. A part holds what follows it up to the next part. */
export function stepsTo({ yaml }: ComposeSource, offset: number): readonly Step[] {
  return stepsIn(yaml, offset);
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
