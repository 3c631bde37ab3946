import { chunkEnd } from "./chunks.ts";
import { KongConfParser } from "./kong-conf-parser.ts";
import { kongConfLexer } from "./lexer.ts";
import type { KongConfTree } from "./syntax-tree.ts";
import { TreeBuilder } from "./tree-builder.ts";

let shared: KongConfParser | undefined;

/**
 * The syntax of a whole kong.conf as Kong's own reader takes it: lines end at LF alone, and blanks are those of the
 * C locale. It accepts any text, never throws, and takes time linear in its length.
 */
export function parseKongConf(text: string): KongConfTree {
  const lexer = kongConfLexer();
  shared ??= new KongConfParser(lexer.types);
  const builder = new TreeBuilder(text);
  shared.builder = builder;
  for (let start = 0; start < text.length; ) {
    const end = chunkEnd(text, start);
    builder.startChunk(start, end);
    shared.input = lexer.tokenize(text.slice(start, end)).tokens;
    shared.file();
    start = end;
  }
  shared.input = [];
  shared.builder = new TreeBuilder("");
  return { text, statements: builder.statements, content: builder.content };
}
