import type { Span } from "../../../grammar/text/span.ts";

/** How characters of a word are quoted. */
export type Quoting = "bare" | "single" | "double" | "ansi";

/** A part of a word. A line continuation leaves no part, only a gap between two. */
export type Part =
  /** Characters that stand for themselves. */
  | { readonly kind: "text"; readonly span: Span; readonly quoting: Quoting }
  /** An escape: `text` is what it writes. */
  | { readonly kind: "escape"; readonly span: Span; readonly quoting: Quoting; readonly text: string }
  | {
      readonly kind: "variable";
      readonly span: Span;
      readonly quoting: Quoting;
      readonly name: string;
      /** `:-`, `-`, `:+`, `#`, …; empty for the value itself. */
      readonly operator: string;
      readonly operand: readonly Part[];
    }
  | {
      readonly kind: "unknown";
      readonly span: Span;
      readonly quoting: Quoting;
      readonly why: "template" | "command-substitution" | "function" | "shell-variable";
      /** The commands of `$(…)`, as numbers of {@link ShellSyntax.commands}: from, up to but not including. */
      readonly commands: readonly [number, number] | undefined;
    };

/** A word of a command. */
export interface Word {
  readonly span: Span;
  readonly parts: readonly Part[];
  /** Offsets after which the word goes on in the next line, outside quotes. */
  readonly joins: readonly number[];
}

/** What encloses commands. Commands of a block may not be run, or be run later, or in a shell of their own. */
export interface Block {
  readonly kind: "file" | "branch" | "loop" | "function" | "subshell" | "group";
  readonly parent: Block | undefined;
  readonly depth: number;
}

/** A simple command: assignments, a name, its arguments. */
export interface Command {
  readonly words: readonly Word[];
  /** From the first word to the last character. */
  readonly span: Span;
  readonly block: Block;
  /** What ends it: `\n`, `;`, `;;`, `&`, `&&`, `||`, `|`, `)`, a comment, or nothing at the end of the text. */
  readonly end: { readonly sign: string; readonly span: Span };
  /** True after `&&`, `||` or inside a pipeline: whether it is run, or where, depends on another command. */
  readonly dependent: boolean;
  /** A quote that is never closed. */
  readonly unclosed: Span | undefined;
  /** True for the head of a loop or a `case`: no command. */
  readonly isHead: boolean;
}

/** A text that a command reads from the lines after it. */
export interface Heredoc {
  readonly command: number;
  readonly body: Span;
  /** Whether variables are filled in. */
  readonly expands: boolean;
}

/** A shell script cut into simple commands; everything else only separates them. */
export interface ShellSyntax {
  readonly commands: readonly Command[];
  readonly comments: readonly { readonly span: Span; readonly text: string }[];
  readonly heredocs: readonly Heredoc[];
}
