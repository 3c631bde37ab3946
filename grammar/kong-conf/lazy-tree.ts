import { span } from "../text/span.ts";
import { contentEnd, HASH, lineEnd, SEMICOLON, skipBlanks } from "./scan.ts";
import type { ContentNode, KongConfTree, StatementNode } from "./syntax-tree.ts";

/** A tree that makes the nodes of comments and blank lines only when somebody asks for them. */
export class LazyTree implements KongConfTree {
  readonly text: string;
  readonly content: readonly ContentNode[];
  #statements: readonly StatementNode[] | undefined;

  constructor(text: string, content: readonly ContentNode[]) {
    this.text = text;
    this.content = content;
  }

  get statements(): readonly StatementNode[] {
    this.#statements ??= withRemarks(this.text, this.content);
    return this.#statements;
  }
}

/** The statements of a text, of which those that are neither comments nor blank lines are known. */
function withRemarks(text: string, content: readonly ContentNode[]): readonly StatementNode[] {
  const statements: StatementNode[] = [];
  let at = 0;
  for (const node of content) {
    pushRemarks(statements, text, at, node.span.start);
    statements.push(node);
    at = lineEnd(text, node.span.end);
  }
  pushRemarks(statements, text, at, text.length);
  return statements;
}

function pushRemarks(statements: StatementNode[], text: string, from: number, to: number): void {
  let at = from;
  while (at < to) {
    const next = lineEnd(text, at);
    const end = contentEnd(text, at, next);
    const first = skipBlanks(text, at);
    const code = text.charCodeAt(first);
    statements.push(
      first < end && (code === HASH || code === SEMICOLON)
        ? { kind: "comment", span: span(at, end), text: span(first, end) }
        : { kind: "blank", span: span(at, end) },
    );
    at = next;
  }
}
