import { type Span, sliceSpan } from "../../../grammar/text/span.ts";
import { blockTag } from "./template-tag.ts";

/** A block of a template, from the tag that opens it to the one that closes it. */
export interface TemplateBlock {
  /** `choice`: one of its branches is written. `loop`: its text is written, maybe several times. `wrapper`: it is written once. */
  readonly kind: "choice" | "loop" | "wrapper";
  /** The branch in which the block stands; undefined for one that is always there. */
  readonly parent: TemplateBranch | undefined;
  /** Of how many outcomes one is chosen: its branches, and that none is written where it has no `else`. */
  readonly outcomes: number;
}

/** The text between two tags of a block. */
export interface TemplateBranch {
  readonly block: TemplateBlock;
  /** Which of the outcomes of the block it is. */
  readonly outcome: number;
}

/** The branches of a template: what in its text is written under a condition. */
export class TemplateBranches {
  /** Every block, a block before those that it holds. */
  readonly blocks: readonly TemplateBlock[];
  readonly #marks: readonly Mark[];

  /** @param marks in order */
  constructor(blocks: readonly TemplateBlock[], marks: readonly Mark[]) {
    this.blocks = blocks;
    this.#marks = marks;
  }

  /** The innermost branch that holds an offset and may be left out, or written several times. */
  at(offset: number): TemplateBranch | undefined {
    let branch = this.#marks[this.#behind(offset) - 1]?.branch;
    while (branch?.block.kind === "wrapper") branch = branch.block.parent;
    return branch;
  }

  /** Whether no tag of a block stands between the two ends of a span. */
  isWithinOne({ start, end }: Span): boolean {
    return this.#behind(start) === this.#behind(end);
  }

  /** How many marks stand at an offset or before. */
  #behind(offset: number): number {
    let low = 0;
    let high = this.#marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#marks[middle]?.offset ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** From this offset on the text belongs to a branch; undefined: to none. */
interface Mark {
  readonly offset: number;
  readonly branch: TemplateBranch | undefined;
}

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
  const marks: Mark[] = [];
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
