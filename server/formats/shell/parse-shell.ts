import { type Span, span } from "../../../grammar/text/span.ts";
import type { Block, Command, Heredoc, Part, Quoting, ShellSyntax, Word } from "./syntax.ts";

/** Deeper substitutions are not looked into. */
const MOST_NESTING = 40;
const TAG = /\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}/y;
const PLACEHOLDER = /<[A-Za-z](?:[\w .:|/-]{0,60}[\w.])?>/y;
const NAME = /[A-Za-z_]\w*|\d+|[@*#?$!-]/y;
const BARE = /[^ \t\n\r"'\\$`;&|()<>{#]+/y;
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

class ShellParser {
  readonly #text: string;
  #at: number;
  #depth = 0;
  #blocks: OpenBlock[] = [];
  readonly #file: Block = { kind: "file", parent: undefined, depth: 0 };
  readonly #commands: Command[] = [];
  readonly #comments: { span: Span; text: string }[] = [];
  readonly #heredocs: Heredoc[] = [];
  #pending: PendingHeredoc[] = [];
  #unclosed: Span | undefined;
  #joins: number[] = [];
  /** Endings that were looked for in vain are not looked for again. */
  readonly #missing = new Set<string>();

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith("\ufeff") ? 1 : 0;
  }

  parse(): ShellSyntax {
    this.#readCommands(undefined);
    return { commands: this.#commands, comments: this.#comments, heredocs: this.#heredocs };
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
    while (this.#at < this.#text.length) {
      this.#skipBlanks();
      const character = this.#text[this.#at];
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
        this.#at++;
        // In a `case`, it ends a pattern.
        if (this.#blocks.at(-1)?.closer === "esac") continue;
        if (bottom !== undefined && !this.#blocks.some((block, at) => at >= bottom && block.closer === ")"))
          return;
        this.#close(")", bottom ?? 0);
        continue;
      }
      if (character === "(") {
        this.#at++;
        const isFunction = this.#text[this.#at] === ")";
        if (isFunction) {
          this.#at++;
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

  #skipBlanks(): boolean {
    const start = this.#at;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === " " || character === "\t") this.#at++;
      else if (character === "\r" && this.#text[this.#at + 1] === "\n") this.#at++;
      else if (character === "\\" && this.#lineBreakAt(this.#at + 1) > 0)
        this.#at += 1 + this.#lineBreakAt(this.#at + 1);
      else return this.#at > start;
    }
  }

  /** The length of the line break at an offset; 0 where there is none. */
  #lineBreakAt(offset: number): number {
    if (this.#text[offset] === "\n") return 1;
    return this.#text[offset] === "\r" && this.#text[offset + 1] === "\n" ? 2 : 0;
  }

  #operator(): string {
    const two = this.#text.slice(this.#at, this.#at + 2);
    const sign = [";;", "&&", "||"].includes(two) ? two : (this.#text[this.#at] ?? "");
    this.#at += sign.length;
    if (sign === "\n") this.#readHeredocs();
    return sign;
  }

  #readComment(): void {
    const start = this.#at;
    const found = this.#text.indexOf("\n", start);
    let end = found < 0 ? this.#text.length : found;
    if (end > start && this.#text[end - 1] === "\r") end--;
    this.#comments.push({ span: span(start, end), text: this.#text.slice(start, end) });
    this.#at = end;
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
      const start = this.#at;
      let end = start;
      while (this.#at < this.#text.length) {
        const found = this.#text.indexOf("\n", this.#at);
        const next = found < 0 ? this.#text.length : found + 1;
        let begin = this.#at;
        if (tabs) while (this.#text[begin] === "\t") begin++;
        const line = this.#text.slice(begin, next).replace(/\r?\n$/, "");
        this.#at = next;
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
    const start = this.#at;
    const words: Word[] = [];
    let isHead = false;
    const outer = this.#block;
    this.#unclosed = undefined;
    let end = { sign: "", span: span(this.#text.length, this.#text.length) };
    let lastEnd = start;
    while (this.#at < this.#text.length) {
      this.#skipBlanks();
      const character = this.#text[this.#at];
      if (character === undefined) break;
      if (character === "#") {
        const from = this.#at;
        this.#readComment();
        end = { sign: "#", span: span(from, this.#at) };
        break;
      }
      if (character === "\n" || character === ";" || character === "&" || character === "|") {
        if (this.#text.startsWith("&>", this.#at)) {
          this.#readRedirection(words);
          lastEnd = this.#at;
          continue;
        }
        const from = this.#at;
        this.#claimHeredocs();
        const sign = this.#operator();
        if (sign === ";;") this.#nextBranch();
        end = { sign, span: span(from, this.#at) };
        break;
      }
      if (character === ")" || character === "(") {
        // `name()` begins a function; otherwise a parenthesis ends the command.
        if (
          character === "(" &&
          words.length === 1 &&
          /^\([ \t]*\)/.test(this.#text.slice(this.#at, this.#at + 8))
        ) {
          this.#at = this.#text.indexOf(")", this.#at) + 1;
          return "function";
        }
        end = { sign: character, span: span(this.#at, this.#at + 1) };
        break;
      }
      if (this.#isRedirection(character)) {
        this.#readRedirection(words);
        lastEnd = this.#at;
        continue;
      }
      const word = this.#readWord();
      lastEnd = word.span.end;
      if (words.length === 0 && !isHead) {
        const keyword = this.#keyword(word, functionNext, bottom);
        if (keyword === "block") return "keyword";
        if (keyword === "function") {
          this.#skipBlanks();
          this.#readWord();
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
      unclosed: this.#unclosed,
      isHead,
    });
    return "command";
  }

  /** What a first word means where it is reserved. */
  #keyword(word: Word, functionNext: boolean, bottom: number): "block" | "head" | "function" | undefined {
    const [part] = word.parts;
    if (word.parts.length !== 1 || part?.kind !== "text" || part.quoting !== "bare") return undefined;
    const text = this.#text.slice(word.span.start, word.span.end);
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
      if (character === "<" && this.#matches(PLACEHOLDER) > 0) return false;
      return this.#text[this.#at + 1] !== "(";
    }
    return /^\d{1,2}[<>]/.test(this.#text.slice(this.#at, this.#at + 3));
  }

  #readRedirection(words: readonly Word[]): void {
    const sign =
      /^(?:\d*|&)(?:<<<|<<-|<<|<>|>>|>\||<&|>&|<|>)/.exec(this.#text.slice(this.#at, this.#at + 6))?.[0] ??
      "<";
    this.#at += sign.length;
    this.#skipBlanks();
    const start = this.#at;
    if (/[\n;&|()]/.test(this.#text[start] ?? "\n")) return;
    const word = this.#readWord();
    if (!/^\d*<<-?$/.test(sign) || words.length === 0) return;
    const written = this.#text.slice(word.span.start, word.span.end);
    const name = written.replace(/["'\\]/g, "");
    this.#pending.push({ command: -1, name, tabs: sign.endsWith("-"), expands: name === written });
  }

  #matches(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0].length ?? 0;
  }

  #readWord(): Word {
    const start = this.#at;
    const outerJoins = this.#joins;
    this.#joins = [];
    const parts: Part[] = [];
    // A continuation at the end of a word is not part of it.
    let end = start;
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? "";
      if (/[ \t\n;&|()]/.test(character) || (character === "\r" && this.#text[this.#at + 1] === "\n")) break;
      if (character === ">" || character === "<") {
        const placeholder = character === "<" ? this.#matches(PLACEHOLDER) : 0;
        const substitution = this.#text[this.#at + 1] === "(" && this.#at === start;
        if (placeholder > 0) this.#unknown(parts, placeholder, "template", "bare");
        else if (substitution) {
          this.#at++;
          this.#readSubstitution(parts, this.#at - 1, "bare");
        } else break;
      } else this.#readPart(parts, character);
      if (this.#joins.at(-1) !== this.#at) end = this.#at;
    }
    // A character that begins no word, such as a lone return, is one of its own: reading always goes forward.
    if (this.#at === start) {
      this.#at++;
      end = this.#at;
      parts.push({ kind: "text", span: span(start, end), quoting: "bare" });
    }
    const joins = this.#joins.filter((join) => join < end);
    this.#joins = outerJoins;
    return { span: span(start, end), parts, joins };
  }

  #readPart(parts: Part[], character: string): void {
    const start = this.#at;
    if (character === "'") this.#readSingle(parts, start, start + 1);
    else if (character === '"') this.#readDouble(parts);
    else if (character === "$") this.#readDollar(parts, "bare");
    else if (character === "`") this.#readBackquotes(parts, "bare");
    else if (character === "\\") this.#readEscape(parts);
    else if (character === "{" && this.#matches(TAG) > 0)
      this.#unknown(parts, this.#matches(TAG), "template", "bare");
    else {
      this.#at += Math.max(1, this.#matches(BARE));
      parts.push({ kind: "text", span: span(start, this.#at), quoting: "bare" });
    }
  }

  #unknown(parts: Part[], length: number, why: "template", quoting: Quoting): void {
    parts.push({
      kind: "unknown",
      span: span(this.#at, this.#at + length),
      quoting,
      why,
      commands: undefined,
    });
    this.#at += length;
  }

  #readEscape(parts: Part[]): void {
    const start = this.#at;
    const lineBreak = this.#lineBreakAt(start + 1);
    if (lineBreak > 0) {
      this.#at += 1 + lineBreak;
      this.#joins.push(this.#at);
      return;
    }
    const character = this.#text[start + 1] ?? "";
    this.#at = Math.min(start + 2, this.#text.length);
    parts.push({
      kind: "escape",
      span: span(start, this.#at),
      quoting: "bare",
      text: character === "" ? "\\" : character,
    });
  }

  #find(sign: string, from: number): number {
    if (this.#missing.has(sign)) return -1;
    const at = this.#text.indexOf(sign, from);
    if (at < 0) this.#missing.add(sign);
    return at;
  }

  #readSingle(parts: Part[], start: number, from: number): void {
    const end = this.#find("'", from);
    if (end < 0) this.#unclosed ??= span(start, this.#text.length);
    const close = end < 0 ? this.#text.length : end;
    parts.push({ kind: "text", span: span(from, close), quoting: "single" });
    this.#at = Math.min(close + 1, this.#text.length);
  }

  #readAnsi(parts: Part[], start: number): void {
    let at = start + 2;
    let from = at;
    const flush = (end: number): void => {
      if (end > from) parts.push({ kind: "text", span: span(from, end), quoting: "ansi" });
    };
    for (; at < this.#text.length && this.#text[at] !== "'"; at++) {
      if (this.#text[at] !== "\\") continue;
      flush(at);
      const next = this.#text[at + 1] ?? "";
      const known: Readonly<Record<string, string>> = {
        n: "\n",
        t: "\t",
        r: "\r",
        "\\": "\\",
        "'": "'",
        '"': '"',
      };
      const text = known[next];
      if (text === undefined)
        parts.push({
          kind: "unknown",
          span: span(at, at + 2),
          quoting: "ansi",
          why: "function",
          commands: undefined,
        });
      else parts.push({ kind: "escape", span: span(at, at + 2), quoting: "ansi", text });
      at++;
      from = at + 1;
    }
    flush(Math.min(at, this.#text.length));
    if (at >= this.#text.length) this.#unclosed ??= span(start, this.#text.length);
    this.#at = Math.min(at + 1, this.#text.length);
  }

  #readDouble(parts: Part[]): void {
    const start = this.#at++;
    // An empty pair of quotes makes a word too.
    parts.push({ kind: "text", span: span(this.#at, this.#at), quoting: "double" });
    this.#readQuoted(parts, '"');
    if (this.#at >= this.#text.length) this.#unclosed ??= span(start, this.#text.length);
    else this.#at++;
  }

  /** Reads as between double quotes, up to an unescaped `stop`, which is left. */
  #readQuoted(parts: Part[], stop: string): void {
    let from = this.#at;
    const flush = (): void => {
      if (this.#at > from) parts.push({ kind: "text", span: span(from, this.#at), quoting: "double" });
    };
    while (this.#at < this.#text.length && this.#text[this.#at] !== stop) {
      const character = this.#text[this.#at];
      if (character === "$" || character === "`") {
        flush();
        if (character === "$") this.#readDollar(parts, "double");
        else this.#readBackquotes(parts, "double");
        from = this.#at;
      } else if (character === "\\") {
        flush();
        this.#readQuotedEscape(parts);
        from = this.#at;
      } else if (character === "{" && this.#matches(TAG) > 0) {
        flush();
        this.#unknown(parts, this.#matches(TAG), "template", "double");
        from = this.#at;
      } else this.#at++;
    }
    flush();
  }

  #readQuotedEscape(parts: Part[]): void {
    const start = this.#at;
    const lineBreak = this.#lineBreakAt(start + 1);
    const next = this.#text[start + 1] ?? "";
    if (lineBreak > 0) this.#at += 1 + lineBreak;
    else if (next !== "" && '"$`\\'.includes(next)) {
      this.#at += 2;
      parts.push({ kind: "escape", span: span(start, start + 2), quoting: "double", text: next });
    } else {
      this.#at++;
      parts.push({ kind: "text", span: span(start, start + 1), quoting: "double" });
    }
  }

  #readBackquotes(parts: Part[], quoting: Quoting): void {
    const start = this.#at;
    let end = this.#find("`", start + 1);
    while (end > 0 && this.#text[end - 1] === "\\") end = this.#find("`", end + 1);
    this.#at = end < 0 ? this.#text.length : end + 1;
    parts.push({
      kind: "unknown",
      span: span(start, this.#at),
      quoting,
      why: "command-substitution",
      commands: undefined,
    });
  }

  #readDollar(parts: Part[], quoting: Quoting): void {
    const start = this.#at;
    const next = this.#text[start + 1] ?? "";
    if (next === "'" && quoting === "bare") {
      this.#readAnsi(parts, start);
      return;
    }
    if (next === '"' && quoting === "bare") {
      this.#at++;
      this.#readDouble(parts);
      return;
    }
    this.#at++;
    if (next === "(") {
      const arithmetic = this.#text[start + 2] === "(" ? this.#find("))", start + 3) : -1;
      if (arithmetic < 0) {
        this.#readSubstitution(parts, start, quoting);
        return;
      }
      this.#at = arithmetic + 2;
      parts.push({
        kind: "unknown",
        span: span(start, this.#at),
        quoting,
        why: "function",
        commands: undefined,
      });
    } else if (next === "{" && this.#matches(TAG) > 0) {
      const length = this.#matches(TAG);
      parts.push({
        kind: "unknown",
        span: span(start, this.#at + length),
        quoting,
        why: "template",
        commands: undefined,
      });
      this.#at += length;
    } else if (next === "{") this.#readBraces(parts, start, quoting);
    else {
      NAME.lastIndex = this.#at;
      const name = /\d/.test(next) ? next : (NAME.exec(this.#text)?.[0] ?? "");
      this.#at += name.length;
      if (name === "") parts.push({ kind: "text", span: span(start, start + 1), quoting });
      else
        parts.push({
          kind: "variable",
          span: span(start, this.#at),
          quoting,
          name,
          operator: "",
          operand: [],
        });
    }
  }

  /** Reads `(…)` at the cursor as commands of their own. */
  #readSubstitution(parts: Part[], start: number, quoting: Quoting): void {
    this.#at++;
    const first = this.#commands.length;
    if (this.#depth >= MOST_NESTING) {
      parts.push({
        kind: "unknown",
        span: span(start, this.#at),
        quoting,
        why: "command-substitution",
        commands: undefined,
      });
      return;
    }
    this.#depth++;
    const { length } = this.#blocks;
    const outer = { unclosed: this.#unclosed, joins: this.#joins };
    this.#push("subshell", "");
    this.#readCommands(length);
    const innerUnclosed = this.#unclosed;
    this.#blocks.length = length;
    this.#depth--;
    this.#unclosed = outer.unclosed ?? innerUnclosed;
    this.#joins = outer.joins;
    parts.push({
      kind: "unknown",
      span: span(start, this.#at),
      quoting,
      why: "command-substitution",
      commands: [first, this.#commands.length],
    });
  }

  #readBraces(parts: Part[], start: number, quoting: Quoting): void {
    this.#at++;
    const length =
      this.#text[this.#at] === "#" && /^#[A-Za-z_@*]/.test(this.#text.slice(this.#at, this.#at + 2));
    const indirect =
      this.#text[this.#at] === "!" && /^![A-Za-z_]/.test(this.#text.slice(this.#at, this.#at + 2));
    if (length || indirect) this.#at++;
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#text)?.[0] ?? "";
    this.#at += name.length;
    const sign =
      /^(?::[-+=?]|##|%%|\/\/|[-+=?#%/^,:@[])/.exec(this.#text.slice(this.#at, this.#at + 2))?.[0] ?? "";
    this.#at += sign.length;
    const operand: Part[] = [];
    if (this.#depth < MOST_NESTING) {
      this.#depth++;
      this.#readOperand(operand, quoting);
      this.#depth--;
    }
    if (this.#text[this.#at] === "}") this.#at++;
    else this.#unclosed ??= span(start, this.#text.length);
    const at = span(start, this.#at);
    if (name === "" || length || indirect || /^(?:[\^,@[]|:)$/.test(sign))
      parts.push({ kind: "unknown", span: at, quoting, why: "shell-variable", commands: undefined });
    else parts.push({ kind: "variable", span: at, quoting, name, operator: sign, operand });
  }

  /** The word of an operator, up to the closing brace. */
  #readOperand(operand: Part[], quoting: Quoting): void {
    if (quoting === "double") {
      while (this.#at < this.#text.length && this.#text[this.#at] !== "}") {
        if (this.#text[this.#at] === '"') {
          this.#readDouble(operand);
          continue;
        }
        const before = this.#at;
        this.#readUntilQuoteOrBrace(operand);
        if (this.#at === before) break;
      }
      return;
    }
    while (this.#at < this.#text.length && this.#text[this.#at] !== "}") {
      const character = this.#text[this.#at] ?? "";
      const start = this.#at;
      if (/["'$`\\]/.test(character)) this.#readPart(operand, character);
      else {
        while (this.#at < this.#text.length && !/["'$`\\}]/.test(this.#text[this.#at] ?? "")) this.#at++;
        operand.push({ kind: "text", span: span(start, this.#at), quoting: "bare" });
      }
    }
  }

  #readUntilQuoteOrBrace(operand: Part[]): void {
    const start = this.#at;
    const character = this.#text[start];
    if (character === "$") this.#readDollar(operand, "double");
    else if (character === "`") this.#readBackquotes(operand, "double");
    else if (character === "\\") this.#readQuotedEscape(operand);
    else {
      while (this.#at < this.#text.length && !/["$`\\}]/.test(this.#text[this.#at] ?? "")) this.#at++;
      operand.push({ kind: "text", span: span(start, this.#at), quoting: "double" });
    }
  }
}
