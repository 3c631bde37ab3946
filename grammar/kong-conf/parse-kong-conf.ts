import { memoizeText } from "../text/memoize.ts";
import { kongConfLexer } from "./lexer.ts";
import { moveStatement } from "./move-statement.ts";
import { parseStatements } from "./parse-statements.ts";
import type { ContentNode, KongConfTree, SectionNode, StatementNode } from "./syntax-tree.ts";

/**
 * The syntax of a whole kong.conf as Kong's own reader takes it: lines end at LF alone, and blanks are those of the
 * C locale. It accepts any text, never throws, and takes time linear in its length.
 *
 * The lexer splits the text into statements, and the parser reads each of them once: configurations are much alike. To read the
 * whole text each time makes the warm lint of a file of 30 lines 0.1 ms slower, most of it for collecting garbage.
 */
export function parseKongConf(text: string): KongConfTree {
  const content: ContentNode[] = [];
  let section: SectionNode | undefined;
  for (const { image, startOffset } of kongConfLexer().splitStatements(text).tokens) {
    for (const node of readStatement(image)) {
      const placed = moveStatement(node, startOffset, section);
      if (placed.kind === "section") section = placed;
      content.push(placed);
    }
  }
  return { text, content };
}

/** A repository may have thousands of configurations, which differ in a few lines each. */
const readStatement = memoizeText((text) => parseStatements(text).filter(isContent), 2000);

function isContent(node: StatementNode): node is ContentNode {
  return node.kind !== "comment" && node.kind !== "blank";
}
