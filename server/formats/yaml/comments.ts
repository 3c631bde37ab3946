import type { CST } from "yaml";
import { span } from "../../../grammar/text/span.ts";
import type { YamlComment } from "./tree.ts";

/** The parts of tokens that hold tokens. */
const PARTS = ["props", "start", "key", "sep", "value", "items", "end"] as const;

/**
 * The comments of all tokens, in the order of the text.
 * @param base where the tokens begin in the text whose offsets the comments have
 */
export function commentsOf(tokens: readonly CST.Token[], base = 0): readonly YamlComment[] {
  const found: YamlComment[] = [];
  // Texts may be nested deeper than the stack is.
  const left: unknown[] = [tokens];
  while (left.length > 0) {
    const token = left.pop();
    if (token === null || typeof token !== "object") continue;
    if (Array.isArray(token)) {
      for (const each of token) left.push(each);
      continue;
    }
    const { type, offset, source } = token as { type?: string; offset?: number; source?: string };
    if (type === "comment" && offset !== undefined && source !== undefined) {
      const written = source.trimEnd();
      found.push({ span: span(base + offset, base + offset + written.length), text: written });
    }
    for (const part of PARTS) {
      const inner = (token as Record<string, unknown>)[part];
      if (inner !== undefined && typeof inner === "object") left.push(inner);
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}
