import { KongConfParser } from "./kong-conf-parser.ts";
import { kongConfLexer } from "./lexer.ts";
import type { StatementNode } from "./syntax-tree.ts";
import { TreeBuilder } from "./tree-builder.ts";

let shared: KongConfParser | undefined;
/** What the parser speaks to between two texts. */
const idle = new TreeBuilder("");

/**
 * The statements of a text, all of it read by the grammar. Its tokens are in memory at once, so it is meant for a few lines:
 * `parseKongConf` gives it one statement after the other.
 */
export function parseStatements(text: string): readonly StatementNode[] {
  const lexer = kongConfLexer();
  shared ??= new KongConfParser(lexer.types);
  const builder = new TreeBuilder(text);
  shared.builder = builder;
  shared.input = lexer.tokenize(text).tokens;
  shared.file();
  shared.input = [];
  shared.builder = idle;
  return builder.statements;
}
