import { detached } from "../text/detached.ts";
import { memoizeText } from "../text/memoize.ts";
import { LazyTree } from "./lazy-tree.ts";
import { moveStatement } from "./move-statement.ts";
import { parseStatements } from "./parse-statements.ts";
import { contentEnd, continuationEnd, isRemark, lastBackslash, lineEnd } from "./scan.ts";
import type { ContentNode, KongConfTree, SectionNode } from "./syntax-tree.ts";

/**
 * The syntax of a whole kong.conf as Kong's own reader takes it: lines end at LF alone, and blanks are those of the
 * C locale. It accepts any text, never throws, and takes time linear in its length.
 *
 * The grammar is given one statement after the other, and a line that it has read lately it is not given again: configurations
 * are much alike. Comments and blank lines are no work for it; they become nodes when somebody asks for them.
 */
export function parseKongConf(text: string): KongConfTree {
  const content: ContentNode[] = [];
  let section: SectionNode | undefined;
  for (let at = 0, next = 0; at < text.length; at = next) {
    next = lineEnd(text, at);
    if (isRemark(text, at)) continue;
    const end = contentEnd(text, at, next);
    const isContinued = lastBackslash(text, at, end) >= 0;
    if (isContinued) next = statementEnd(text, at);
    const node = isContinued
      ? readStatement(detached(text, at, contentEnd(text, at, next)))
      : readLine(text.slice(at, end));
    if (node === undefined) continue;
    const placed = moveStatement(node, at, section);
    if (placed.kind === "section") section = placed;
    content.push(placed);
  }
  return new LazyTree(text, content);
}

/** Where the line begins that follows the last one of the statement that begins at `start`. */
function statementEnd(text: string, start: number): number {
  for (let at = start; ; ) {
    const next = lineEnd(text, at);
    const backslash = lastBackslash(text, at, contentEnd(text, at, next));
    const joined = backslash < 0 ? -1 : continuationEnd(text, backslash);
    if (joined < 0) return next;
    at = joined;
  }
}

/** The node of a text that is one statement; undefined for one that is none, such as a lone continuation. */
function readStatement(text: string): ContentNode | undefined {
  const [node] = parseStatements(text);
  return node === undefined || node.kind === "comment" || node.kind === "blank" ? undefined : node;
}

/** A repository may have thousands of configurations, which differ in a few lines each. */
const readLine = memoizeText(readStatement, 2000);
