import { parseKongConf } from "../../../grammar/kong-conf/parse-kong-conf.ts";
import type { KongConfTree } from "../../../grammar/kong-conf/syntax-tree.ts";
import { type KongConfTokenKind, tokenizeKongConf } from "../../../grammar/kong-conf/tokenize-kong-conf.ts";
import { templateSpans } from "../../../server/formats/templates/template-spans.ts";
import { type ScopedSpan, scopeLines } from "./registry.ts";

/** What a character of kong.conf is part of. Blanks and line breaks are part of nothing. */
type Part = "blank" | "comment" | "section" | "key" | "equals" | "value" | "continuation" | "dropped";

/** How the scopes and the tokens of one text compare, in characters that are no blanks. */
export interface Agreement {
  readonly compared: number;
  /** Characters of lines that a template language takes for itself; Kong never sees them as they are. */
  readonly templated: number;
  /** A line for each stretch that differs. */
  readonly differences: readonly string[];
}

/**
 * Compares what the TextMate grammar and the Chevrotain lexer take for key, `=`, value, comment, section header, dropped line,
 * and joining backslash, character by character.
 */
export async function compareScopes(text: string): Promise<Agreement> {
  const byTokens = partsByTokens(text);
  const byScopes = new Array<Part>(text.length).fill("blank");
  const templated = new Set<number>();
  const tags = templateSpans(text);
  for (const line of await scopeLines(text)) {
    for (const span of line.spans) {
      const isTag = span.scopes.includes("meta.embedded.template.kong-conf");
      const tag = isTag && tags.some(({ start, end }) => start <= span.start && span.end <= end);
      for (let at = span.start; at < span.end; at++) {
        if (tag) templated.add(at);
        byScopes[at] = partByScopes(span);
      }
    }
  }
  const differences = new Set<string>();
  let compared = 0;
  for (let at = 0; at < text.length; at++) {
    if (/[\t\n\v\f\r ]/.test(text.charAt(at)) || templated.has(at)) continue;
    compared++;
    if (byTokens[at] === byScopes[at]) continue;
    const lineStart = text.lastIndexOf("\n", at) + 1;
    const line = text.slice(lineStart).split("\n", 1)[0] ?? "";
    differences.add(`token ${byTokens[at]}, scope ${byScopes[at]}: ${line}`);
  }
  return { compared, templated: templated.size, differences: [...differences] };
}

const PART_OF_TOKEN: Readonly<Record<KongConfTokenKind, Part>> = {
  blank: "blank",
  "line-break": "blank",
  comment: "comment",
  "trailing-comment": "comment",
  section: "section",
  key: "key",
  equals: "equals",
  value: "value",
  continuation: "continuation",
};

function partsByTokens(text: string): readonly Part[] {
  const parts = tokenizeKongConf(text).flatMap(({ kind, image }) =>
    Array.from({ length: image.length }, (): Part => PART_OF_TOKEN[kind]),
  );
  for (const { start, end } of droppedLines(parseKongConf(text))) {
    for (let at = start; at < end; at++) if (parts[at] === "key") parts[at] = "dropped";
  }
  return parts;
}

/** Lines without `=`. Where a backslash joins one to the next, a line cannot know whether `=` comes: it looks like a key. */
function droppedLines(tree: KongConfTree): readonly { readonly start: number; readonly end: number }[] {
  return tree.content.flatMap(({ kind, span }) =>
    kind === "bare" && !/\\[\t\v\f\r ]*(?:\n|$)/.test(tree.text.slice(span.start, span.end)) ? [span] : [],
  );
}

function partByScopes({ scopes }: ScopedSpan): Part {
  const has = (beginning: string) => scopes.some((name) => name.startsWith(beginning));
  if (has("constant.character.escape.continuation")) return "continuation";
  if (has("comment.")) return "comment";
  if (has("invalid.illegal.section")) return "section";
  if (has("invalid.illegal.junk")) return "dropped";
  if (has("keyword.operator.assignment")) return "equals";
  if (has("meta.key")) return "key";
  if (has("meta.value")) return "value";
  return "blank";
}
