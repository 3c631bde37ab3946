import { keyText } from "../yaml/tree.ts";
import { type Step, stepsIn } from "../yaml/tree-places.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";

/** Where a variable is written: an entry of `env`, a key of a ConfigMap or a Secret, or a text `NAME=value` of a generator. */
export interface EntryPlace {
  readonly form: "env" | "data" | "literal";
  /** The item of `env`, the pair of a key, the item of a generator. */
  readonly step: Step;
  /** The steps above it. */
  readonly above: readonly Step[];
}

const DATA: ReadonlySet<string | undefined> = new Set(["data", "stringData", "binaryData"]);

/** The variable that holds an offset. */
export function entryPlace(source: KubernetesSource, offset: number): EntryPlace | undefined {
  const steps = stepsIn(source.yaml, offset);
  for (let index = steps.length - 1; index > 0; index--) {
    const step = steps[index];
    const parent = steps[index - 1];
    if (step === undefined || parent?.kind !== "pair") continue;
    const key = keyText(parent.pair.key);
    const above = steps.slice(0, index);
    if (step.kind === "item" && key === "env") return { form: "env", step, above };
    if (step.kind === "item" && key === "literals") return { form: "literal", step, above };
    if (step.kind === "pair" && DATA.has(key) && above.length <= 3) return { form: "data", step, above };
  }
  return undefined;
}

/** Whether a key is one of those whose values are base64. */
export function isEncoded({ form, above }: EntryPlace): boolean {
  const [first] = above;
  if (form !== "data" || first?.kind !== "pair") return false;
  const parent = above.at(-1);
  const kind = first.holder.pairs.find(({ key }) => keyText(key) === "kind")?.value;
  return (
    parent?.kind === "pair" &&
    keyText(parent.pair.key) === "data" &&
    kind?.kind === "scalar" &&
    kind.text === "Secret"
  );
}

/** The pair of a name in an entry of `env`. */
export function pairOf({ step }: EntryPlace, name: string) {
  const node = step.kind === "item" ? step.item.value : undefined;
  return node?.kind === "mapping" ? node.pairs.findLast(({ key }) => keyText(key) === name) : undefined;
}
