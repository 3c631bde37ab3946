import type { Span } from "../../grammar/text/span.ts";

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
  readonly #marks: readonly BranchMark[];

  /** @param marks in order */
  constructor(blocks: readonly TemplateBlock[], marks: readonly BranchMark[]) {
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
export interface BranchMark {
  readonly offset: number;
  readonly branch: TemplateBranch | undefined;
}
