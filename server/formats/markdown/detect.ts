import type { Certainty } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";

/** The format of Markdown. */
export const MARKDOWN = defineFormat("markdown");

const NAMED = /\.(?:md|markdown|mdx|mdown)$|(?:^|\/)README$/i;

/** Whether a text is Markdown by its name. */
export function detectMarkdown(path: string): Certainty | undefined {
  return NAMED.test(path) ? "named" : undefined;
}
