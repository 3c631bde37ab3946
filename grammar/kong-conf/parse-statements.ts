import { once } from "../text/memoize.ts";
import { kongConfLookAhead } from "./generated/kong-conf-look-ahead.ts";
import { KongConfParser } from "./kong-conf-parser.ts";
import { kongConfLexer } from "./lexer.ts";
import type { StatementNode } from "./syntax-tree.ts";
import { TreeBuilder } from "./tree-builder.ts";

const kongConfParser = once(() => new KongConfParser(kongConfLexer().types, kongConfLookAhead));
/** What the parser speaks to between two texts. */
const idle = new TreeBuilder("");

/**
 * All statements of a text, comments and blank lines among them: in order, without overlap, and with the line breaks between
 * them they cover the text. Its tokens are in memory at once, so it is meant for a few lines.
 */
export function parseStatements(text: string): readonly StatementNode[] {
  const parser = kongConfParser();
  const builder = new TreeBuilder(text);
  parser.builder = builder;
  parser.input = kongConfLexer().tokenize(text).tokens;
  parser.file();
  parser.input = [];
  parser.builder = idle;
  return builder.statements;
}
