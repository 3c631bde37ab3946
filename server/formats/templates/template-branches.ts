import { type Span, sliceSpan } from "../../../grammar/text/span.ts";
import {
  type BranchMark,
  type TemplateBlock,
  type TemplateBranch,
  TemplateBranches,
} from "../../model/template-branches.ts";
import { blockTag } from "./template-tag.ts";

interface OpenBlock {
  readonly block: { kind: TemplateBlock["kind"]; parent: TemplateBranch | undefined; outcomes: number };
  /** The sign that its language begins tags with. */
  readonly sign: string;
  readonly word: string;
  branch: TemplateBranch;
  /** Whether one of its branches is written whatever the conditions are. */
  isComplete: boolean;
}

/**
 * The blocks that the tags of a template make, or undefined where they make none.
 * @param tags as `templateSpans` finds them
 */
export function templateBranches(text: string, tags: readonly Span[]): TemplateBranches | undefined {
  const blocks: TemplateBlock[] = [];
  const marks: BranchMark[] = [];
  const open: OpenBlock[] = [];
  for (const tag of tags) {
    const written = sliceSpan(text, tag);
    const does = blockTag(written);
    if (does === undefined) continue;
    const sign = written.slice(0, 2).replace("</", "<#");
    if (does.role === "open") {
      const block = openBlock(does, sign, open.at(-1)?.branch);
      blocks.push(block.block);
      open.push(block);
    } else {
      const at = open.findLastIndex(
        (each) => each.sign === sign && (does.role === "else" || (does.word ?? each.word) === each.word),
      );
      if (at === -1) continue;
      // What stands in it without an end has none: its text is taken for what is always written.
      for (const each of open.splice(at + 1)) each.block.kind = "wrapper";
      if (does.role === "else") nextBranch(open[at], does.isLast);
      else closeBlock(open.pop());
    }
    marks.push({ offset: tag.end, branch: open.at(-1)?.branch });
  }
  for (const each of open) each.block.kind = "wrapper";
  return blocks.length === 0 ? undefined : new TemplateBranches(blocks, marks);
}

function openBlock(
  { kind, word }: Extract<ReturnType<typeof blockTag>, { role: "open" }>,
  sign: string,
  parent: TemplateBranch | undefined,
): OpenBlock {
  const block = { kind: kind === "case" ? ("choice" as const) : kind, parent, outcomes: 1 };
  return { block, sign, word, branch: { block, outcome: 0 }, isComplete: kind === "case" };
}

function nextBranch(block: OpenBlock | undefined, isLast: boolean): void {
  if (block === undefined) return;
  // `{{ with }} … {{ else }}`, `{% for %} … {% else %}`.
  block.block.kind = "choice";
  block.branch = { block: block.block, outcome: block.block.outcomes++ };
  block.isComplete ||= isLast;
}

function closeBlock(block: OpenBlock | undefined): void {
  if (block !== undefined && block.block.kind === "choice" && !block.isComplete) block.block.outcomes++;
}
