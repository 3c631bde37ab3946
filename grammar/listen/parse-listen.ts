import { rememberTexts } from "../text/remember-texts.ts";
import { listenLexer } from "./lexer.ts";
import { ListenBuilder } from "./listen-builder.ts";
import { ListenParser } from "./listen-parser.ts";
import type { ListenTree } from "./listen-tree.ts";

let shared: ListenParser | undefined;
/** What the parser speaks to between two texts. */
const idle = new ListenBuilder("");

/**
 * The syntax of one listen property's value: entries parted by commas, each an address with flags before or after
 * it. It accepts any text and never throws; what is wrong with an entry stands in its `problems`. Trees are immutable, and
 * equal texts may get the same one.
 */
export const parseListen: (text: string) => ListenTree = rememberTexts(parse);

function parse(text: string): ListenTree {
  const lexer = listenLexer();
  shared ??= new ListenParser(lexer.types);
  const builder = new ListenBuilder(text);
  shared.builder = builder;
  shared.input = lexer.tokenize(text);
  shared.listen();
  shared.input = [];
  shared.builder = idle;
  return { text, entries: builder.finish() };
}
