import type { RuleExample, RulePage } from "../../server/engine/rule-page.ts";

/** A message, with the example that it is about. */
export interface DrawnMessage {
  readonly rule: string;
  readonly example: RuleExample;
  /** The paragraph of the quotation below the example, without its `>`. */
  readonly message: string;
}

/**
 * Messages of the examples, drawn by a seed: first one of every rule, in a random order, then a second one.
 * @returns `count` messages, or all there are; the same for the same pages, seed and count
 */
export function drawMessages(
  pages: readonly RulePage[],
  seed: number,
  count: number,
): readonly DrawnMessage[] {
  const random = randomNumbers(seed);
  const byRule = shuffled(pages, random).map((page) => shuffled(messagesOf(page), random));
  const rounds = Math.max(0, ...byRule.map((messages) => messages.length));
  return Array.from({ length: rounds }, (_, round) => byRule.flatMap((each) => each[round] ?? []))
    .flat()
    .slice(0, count);
}

function messagesOf({ id, examples }: RulePage): readonly DrawnMessage[] {
  const all = examples.flatMap((example) =>
    example.messages
      .split(/\n>\n/)
      .map((paragraph) => paragraph.replace(/^> ?/gm, "").trim())
      .filter((message) => message !== "")
      .map((message): DrawnMessage => ({ rule: id, example, message })),
  );
  return all.filter((each, index) => all.findIndex(({ message }) => message === each.message) === index);
}

function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Numbers from 0 to below 1 that depend on the seed alone. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
