import { listenLexer } from "./lexer.ts";
import { ListenBuilder } from "./listen-builder.ts";
import { ListenParser } from "./listen-parser.ts";
import type { ListenTree } from "./listen-tree.ts";

let shared: ListenParser | undefined;

/** Trees of values of usual length: the defaults of a release come again with every file, and most files are alike. */
const parsed = new Map<string, ListenTree>();
const MOST_TREES = 500;
const USUAL_LENGTH = 500;

/**
 * The syntax of one listen property's value: entries parted by commas, each an address with flags before or after
 * it. It accepts any text and never throws; what is wrong with an entry stands in its `problems`. Trees are immutable, and
 * equal texts may get the same one.
 */
export function parseListen(text: string): ListenTree {
  const again = parsed.get(text);
  if (again !== undefined) return again;
  const tree = parse(text);
  if (text.length <= USUAL_LENGTH) {
    if (parsed.size >= MOST_TREES) parsed.clear();
    parsed.set(text, tree);
  }
  return tree;
}

function parse(text: string): ListenTree {
  const lexer = listenLexer();
  shared ??= new ListenParser(lexer.types);
  const builder = new ListenBuilder(text);
  shared.builder = builder;
  shared.input = lexer.tokenize(text);
  shared.listen();
  shared.input = [];
  shared.builder = new ListenBuilder("");
  return { text, entries: builder.finish() };
}
