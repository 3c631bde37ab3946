import { memoizeText, once } from "../text/memoize.ts";
import { listenLookAhead } from "./generated/listen-look-ahead.ts";
import { listenLexer } from "./lexer.ts";
import { ListenBuilder } from "./listen-builder.ts";
import { ListenParser } from "./listen-parser.ts";
import type { ListenTree } from "./listen-tree.ts";

const listenParser = once(() => new ListenParser(listenLexer().types, listenLookAhead));
/** What the parser speaks to between two texts. */
const idle = new ListenBuilder("");

/**
 * The syntax of one listen property's value: entries parted by commas, each an address with flags before or after
 * it. It accepts any text and never throws; what is wrong with an entry stands in its `problems`. Trees are immutable, and
 * equal texts may get the same one.
 */
export const parseListen: (text: string) => ListenTree = memoizeText(parse);

function parse(text: string): ListenTree {
  const parser = listenParser();
  const builder = new ListenBuilder(text);
  parser.builder = builder;
  parser.input = listenLexer().tokenize(text);
  parser.listen();
  parser.input = [];
  parser.builder = idle;
  return { text, entries: builder.finish() };
}
