import { beforeAll, describe, expect, it } from "vitest";
import { KongConfParser } from "../../grammar/kong-conf/kong-conf-parser.ts";
import { buildKongConfLexer } from "../../grammar/kong-conf/lexer.ts";
import { buildListenLexer } from "../../grammar/listen/lexer.ts";
import { ListenParser } from "../../grammar/listen/listen-parser.ts";
import { FirstTokenStrategy } from "../../grammar/lookahead/first-token-strategy.ts";

/** Chevrotain's validation of a grammar needs `Object.groupBy`, which Node has from 21 on. */
function groupBy<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item, index: number) => string,
): Record<string, Item[]> {
  const groups: Record<string, Item[]> = Object.create(null);
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups[key] = [...(groups[key] ?? []), item];
  }
  return groups;
}

beforeAll(() => {
  Object.assign(Object, { groupBy: Reflect.get(Object, "groupBy") ?? groupBy });
});

/** What Chevrotain looks for: ambiguous or unreachable alternatives, left recursion, empty loops, broken token types. */
describe("Chevrotain finds nothing wrong with", () => {
  it("the grammar of kong.conf", () => {
    const { types } = buildKongConfLexer(false);
    expect(() => new KongConfParser(types, new FirstTokenStrategy(), false)).not.toThrow();
  });

  it("the grammar of listeners", () => {
    const { types } = buildListenLexer(false);
    expect(() => new ListenParser(types, new FirstTokenStrategy(), false)).not.toThrow();
  });
});
