import type { InnerLine } from "./prompts.ts";

/** What an example leaves out: `...`, `…`, `[...]`, `<snip>`, with the sign of a list or of a continuation around it. */
const ALONE =
  /^[ \t]*(?:[-*][ \t]+)?["'[(<{]*[ \t]*(?:\.{3,}|…|⋮|-*[ \t]*(?:snip|snipped|omitted|truncated)[ \t]*-*)[ \t]*["'\])>},]*[ \t]*\\?[ \t]*\r?$/i;
/** A comment that says it: `# ... other variables`, `# more of them …`. */
const COMMENT =
  /^[ \t]*(?:#|\/\/)[ \t]*[[(<]?(?:(?:\.{3}|…|snip\b|omitted\b)|[^\n]*(?:\.{3}|…)[\])>]?[ \t]*\\?\r?$)/i;
/** A tree of files that is shown below the text of one. */
const TREE = /^[ \t]*(?:├|└|│|╰|┌)/;
/** No line that leaves something out is longer. */
const LONGEST = 200;

/** The lines of an example that are part of its text, and whether some stand for what it leaves out. */
export function withoutElisions(
  text: string,
  lines: readonly InnerLine[],
): { readonly lines: readonly InnerLine[]; readonly isCut: boolean } {
  const kept = lines.filter(({ content }) => {
    const { start, end } = content;
    return end - start > LONGEST || !isElision(text.slice(start, end));
  });
  return { lines: kept, isCut: kept.length < lines.length };
}

function isElision(line: string): boolean {
  return ALONE.test(line) || COMMENT.test(line) || TREE.test(line);
}
