import { isKnownProperty } from "../images/known-properties.ts";
import { keyText, type YamlMapping, type YamlNode, type YamlPair } from "../yaml/tree.ts";
import { type Step, stepsFrom, stepsIn } from "../yaml/tree-places.ts";
import type { HelmSource } from "./helm-source.ts";

/** The pairs and items that hold an offset, outermost first; inside a block of values, those of its YAML. */
export function stepsTo({ yaml, inner, document }: HelmSource, offset: number): readonly Step[] {
  const steps = stepsIn(yaml, offset);
  const last = steps.at(-1);
  const value = last?.kind === "pair" ? last.pair.value : undefined;
  const block = value === undefined ? undefined : inner.get(value);
  if (block === undefined || value === undefined) return steps;
  const header = document.text.indexOf("\n", value.span.start);
  return offset <= header ? steps : [...steps, ...stepsFrom(block.documents[0]?.root, offset)];
}

/** Blocks whose entries are variables. */
const BLOCKS: ReadonlySet<string> = new Set(["env", "customEnv"]);

/** The innermost step that is an entry of variables. */
export function entryStep(
  steps: readonly Step[],
): { readonly step: Step & { kind: "pair" }; readonly index: number } | undefined {
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index];
    const above = steps[index - 1];
    if (step?.kind !== "pair") continue;
    const isBelow = above?.kind === "pair" && BLOCKS.has(keyText(above.pair.key) ?? "");
    if (isBelow || holdsSettings(step.holder)) return { step, index };
  }
  return undefined;
}

/** Variables at an anchor, which a block merges. */
function holdsSettings(holder: YamlMapping): boolean {
  const keys = holder.pairs.map(({ key }) => keyText(key)?.toLowerCase() ?? "");
  return (
    keys.length > 0 &&
    keys.every((key) => isKnownProperty(key) || key === "<<") &&
    keys.some((key) => key !== "<<")
  );
}

/** The pair of a block `env` that holds an offset, with its steps. */
export function blockAt(
  steps: readonly Step[],
): { readonly pair: YamlPair; readonly index: number } | undefined {
  const index = steps.findLastIndex(
    (step) => step.kind === "pair" && BLOCKS.has(keyText(step.pair.key) ?? ""),
  );
  const step = steps[index];
  return step?.kind === "pair" ? { pair: step.pair, index } : undefined;
}

/** Whether a node is a mapping, or nothing that may become one. */
export function isEmptyNode(node: YamlNode): boolean {
  return node.kind === "scalar" && (node.style === "empty" || /^(?:null|~)$/.test(node.text));
}
