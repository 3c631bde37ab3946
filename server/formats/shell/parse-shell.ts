import { type Span, span } from "../../../grammar/text/span.ts";
import type { Block, Command, Heredoc, ShellSyntax, Word } from "./syntax.ts";
import { PLACEHOLDER, WordParser } from "./word-parser.ts";

/** Deeper blocks are not told apart. */
const MOST_BLOCKS = 100;

/** Cuts a text into simple commands. Any text gets an answer; time is linear in its length. */
export function parseShell(text: string): ShellSyntax {
  return new ShellParser(text).parse();
}

interface OpenBlock extends Block {
  /** The word that closes it. */
  readonly closer: string;
}

interface PendingHeredoc {
  readonly command: number;
  readonly name: string;
  readonly tabs: boolean;
  readonly expands: boolean;
}

class ShellParser extends WordParser {
  #blocks: OpenBlock[] = [];
  readonly #file: Block = { kind: "file", parent: undefined, depth: 0 };
  readonly #commands: Command[] = [];
  readonly #comments: { span: Span; text: string }[] = [];
  readonly #heredocs: Heredoc[] = [];
  #pending: PendingHeredoc[] = [];

  parse(): ShellSyntax {
    this.#readCommands(undefined);
    return { commands: this.#commands, comments: this.#comments, heredocs: this.#heredocs };
  }

  protected override readInnerCommands(): readonly [number, number] {
    const first = this.#commands.length;
    const { length } = this.#blocks;
    this.#push("subshell", "");
    this.#readCommands(length);
    this.#blocks.length = length;
    return [first, this.#commands.length];
  }

  get #block(): Block {
    return this.#blocks.at(-1) ?? this.#file;
  }

  #push(kind: Block["kind"], closer: string): void {
    const parent = this.#block;
    if (this.#blocks.length >= MOST_BLOCKS) return;
    this.#blocks.push({ kind, closer, parent, depth: parent.depth + 1 });
  }

  /** Closes the innermost block with that closer, and those left open inside it. */
  #close(closer: string, bottom: number): boolean {
    const index = this.#blocks.findLastIndex((block, at) => at >= bottom && block.closer === closer);
    if (index < 0) return false;
    this.#blocks.length = index;
    return true;
  }

  /** Reads commands up to the end, or to the `)` that closes the substitution whose blocks begin at `bottom`. */
  #readCommands(bottom: number | undefined): void {
    let dependent = false;
    let functionNext = false;
    while (this.at < this.text.length) {
      this.skipBlanks();
      const character = this.text[this.at];
      if (character === undefined) return;
      if (character === "\n" || character === ";" || character === "&" || character === "|") {
        const sign = this.#operator();
        if (sign === ";;") this.#nextBranch();
        continue;
      }
      if (character === "#") {
        this.#readComment();
        continue;
      }
      if (character === ")") {
        this.at++;
        // In a `case`, it ends a pattern.
        if (this.#blocks.at(-1)?.closer === "esac") continue;
        if (bottom !== undefined && !this.#blocks.some((block, at) => at >= bottom && block.closer === ")"))
          return;
        this.#close(")", bottom ?? 0);
        continue;
      }
      if (character === "(") {
        this.at++;
        const isFunction = this.text[this.at] === ")";
        if (isFunction) {
          this.at++;
          functionNext = true;
        } else {
          this.#push(functionNext ? "function" : "subshell", ")");
          functionNext = false;
        }
        continue;
      }
      const result = this.#readCommand(dependent, functionNext, bottom ?? 0);
      functionNext = result === "function";
      const last = this.#commands.at(-1);
      dependent = last !== undefined && ["&&", "||", "|"].includes(last.end.sign) && result === "command";
    }
  }

  #nextBranch(): void {
    const top = this.#blocks.at(-1);
    if (top?.closer !== "esac") return;
    this.#blocks.pop();
    this.#push("branch", "esac");
  }

  #operator(): string {
    const two = this.text.slice(this.at, this.at + 2);
    const sign = [";;", "&&", "||"].includes(two) ? two : (this.text[this.at] ?? "");
    this.at += sign.length;
    if (sign === "\n") this.#readHeredocs();
    return sign;
  }

  #readComment(): void {
    const start = this.at;
    const found = this.text.indexOf("\n", start);
    let end = found < 0 ? this.text.length : found;
    if (end > start && this.text[end - 1] === "\r") end--;
    this.#comments.push({ span: span(start, end), text: this.text.slice(start, end) });
    this.at = end;
  }

  /** The texts that were announced belong to the command that is about to be listed. */
  #claimHeredocs(): void {
    const command = this.#commands.length;
    this.#pending = this.#pending.map((each) => (each.command < 0 ? { ...each, command } : each));
  }

  #readHeredocs(): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const { command, name, tabs, expands } of pending) {
      const start = this.at;
      let end = start;
      while (this.at < this.text.length) {
        const found = this.text.indexOf("\n", this.at);
        const next = found < 0 ? this.text.length : found + 1;
        let begin = this.at;
        if (tabs) while (this.text[begin] === "\t") begin++;
        const line = this.text.slice(begin, next).replace(/\r?\n$/, "");
        this.at = next;
        if (line === name) break;
        end = next;
      }
      this.#heredocs.push({ command, body: span(start, end), expands });
    }
  }

  /** Reads one simple command, or a word that opens or closes a block. */
  #readCommand(
    dependent: boolean,
    functionNext: boolean,
    bottom: number,
  ): "command" | "keyword" | "function" {
    const start = this.at;
    const words: Word[] = [];
    let isHead = false;
    const outer = this.#block;
    this.unclosed = undefined;
    let end = { sign: "", span: span(this.text.length, this.text.length) };
    let lastEnd = start;
    while (this.at < this.text.length) {
      this.skipBlanks();
      const character = this.text[this.at];
      if (character === undefined) break;
      if (character === "#") {
        const from = this.at;
        this.#readComment();
        end = { sign: "#", span: span(from, this.at) };
        break;
      }
      if (character === "\n" || character === ";" || character === "&" || character === "|") {
        if (this.text.startsWith("&>", this.at)) {
          this.#readRedirection(words);
          lastEnd = this.at;
          continue;
        }
        const from = this.at;
        this.#claimHeredocs();
        const sign = this.#operator();
        if (sign === ";;") this.#nextBranch();
        end = { sign, span: span(from, this.at) };
        break;
      }
      if (character === ")" || character === "(") {
        // `name()` begins a function; otherwise a parenthesis ends the command.
        if (
          character === "(" &&
          words.length === 1 &&
          /^\([ \t]*\)/.test(this.text.slice(this.at, this.at + 8))
        ) {
          this.at = this.text.indexOf(")", this.at) + 1;
          return "function";
        }
        end = { sign: character, span: span(this.at, this.at + 1) };
        break;
      }
      if (this.#isRedirection(character)) {
        this.#readRedirection(words);
        lastEnd = this.at;
        continue;
      }
      const word = this.readWord();
      lastEnd = word.span.end;
      if (words.length === 0 && !isHead) {
        const keyword = this.#keyword(word, functionNext, bottom);
        if (keyword === "block") return "keyword";
        if (keyword === "function") {
          this.skipBlanks();
          this.readWord();
          return "function";
        }
        if (keyword === "head") isHead = true;
      }
      words.push(word);
    }
    this.#claimHeredocs();
    this.#commands.push({
      words,
      span: span(start, Math.max(lastEnd, start)),
      block: isHead ? this.#block : outer,
      end,
      dependent: dependent || end.sign === "|",
      unclosed: this.unclosed,
      isHead,
    });
    return "command";
  }

  /** What a first word means where it is reserved. */
  #keyword(word: Word, functionNext: boolean, bottom: number): "block" | "head" | "function" | undefined {
    const [part] = word.parts;
    if (word.parts.length !== 1 || part?.kind !== "text" || part.quoting !== "bare") return undefined;
    const text = this.text.slice(word.span.start, word.span.end);
    switch (text) {
      case "if":
        this.#push("branch", "fi");
        return "block";
      case "elif":
      case "else":
        if (this.#close("fi", bottom)) this.#push("branch", "fi");
        return "block";
      case "while":
      case "until":
        this.#push("loop", "done");
        return "block";
      case "for":
      case "select":
        this.#push("loop", "done");
        return "head";
      case "case":
        this.#push("branch", "esac");
        return "head";
      case "{":
        this.#push(functionNext ? "function" : "group", "}");
        return "block";
      case "fi":
      case "done":
      case "esac":
      case "}":
        return this.#close(text, bottom) ? "block" : undefined;
      case "then":
      case "do":
      case "!":
        return "block";
      case "function":
        return "function";
      default:
        return undefined;
    }
  }

  #isRedirection(character: string): boolean {
    if (character === "<" || character === ">") {
      if (character === "<" && this.matches(PLACEHOLDER) > 0) return false;
      return this.text[this.at + 1] !== "(";
    }
    return /^\d{1,2}[<>]/.test(this.text.slice(this.at, this.at + 3));
  }

  #readRedirection(words: readonly Word[]): void {
    const sign =
      /^(?:\d*|&)(?:<<<|<<-|<<|<>|>>|>\||<&|>&|<|>)/.exec(this.text.slice(this.at, this.at + 6))?.[0] ?? "<";
    this.at += sign.length;
    this.skipBlanks();
    const start = this.at;
    if (/[\n;&|()]/.test(this.text[start] ?? "\n")) return;
    const word = this.readWord();
    if (!/^\d*<<-?$/.test(sign) || words.length === 0) return;
    const written = this.text.slice(word.span.start, word.span.end);
    const name = written.replace(/["'\\]/g, "");
    this.#pending.push({ command: -1, name, tabs: sign.endsWith("-"), expands: name === written });
  }
}
