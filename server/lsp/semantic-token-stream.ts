import type { SemanticTokens, SemanticTokensDelta } from "vscode-languageserver";
import type { Positions } from "./convert.ts";
import type { SemanticToken } from "./feature.ts";
import { SEMANTIC_MODIFIERS, SEMANTIC_TYPES } from "./semantic-legend.ts";

/** Tokens as the protocol writes them: five numbers each, places relative to the token before. */
export function encodeTokens(tokens: readonly SemanticToken[], positions: Positions): number[] {
  const data: number[] = [];
  let lastLine = 0;
  let lastColumn = 0;
  for (const token of [...tokens].sort((a, b) => a.span.start - b.span.start)) {
    const { line, character } = positions.position(token.span.start);
    data.push(
      line - lastLine,
      line === lastLine ? character - lastColumn : character,
      positions.width(token.span),
      SEMANTIC_TYPES.indexOf(token.type),
      token.modifiers.reduce((bits, modifier) => bits | (1 << SEMANTIC_MODIFIERS.indexOf(modifier)), 0),
    );
    lastLine = line;
    lastColumn = character;
  }
  return data;
}

/** Remembers the last answer for each document, and tells what is different from it. */
export class SemanticTokenStream {
  readonly #last = new Map<string, { readonly resultId: string; readonly data: readonly number[] }>();
  #next = 1;

  full(uri: string, data: number[]): SemanticTokens & { resultId: string } {
    const resultId = String(this.#next++);
    this.#last.set(uri, { resultId, data });
    return { resultId, data };
  }

  /** What turns the answer `previousId` into `data`; all of it where that answer is no longer known. */
  delta(uri: string, previousId: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const last = this.#last.get(uri);
    const { resultId } = this.full(uri, data);
    if (last?.resultId !== previousId) return { resultId, data };
    const before = last.data;
    const most = Math.min(before.length, data.length);
    let start = 0;
    while (start < most && before[start] === data[start]) start++;
    let tail = 0;
    while (tail < most - start && before[before.length - 1 - tail] === data[data.length - 1 - tail]) tail++;
    const deleteCount = before.length - tail - start;
    const added = data.slice(start, data.length - tail);
    const edits = deleteCount === 0 && added.length === 0 ? [] : [{ start, deleteCount, data: added }];
    return { resultId, edits };
  }

  drop(uri: string): void {
    this.#last.delete(uri);
  }
}
