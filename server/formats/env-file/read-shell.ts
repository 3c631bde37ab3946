import { type Span, sliceSpan, span } from "../../../grammar/text/span.ts";
import { type Location, locate } from "../../model/location.ts";
import type { Piece } from "../../model/value.ts";
import { textOfPieces } from "../shared/cooked.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { firstOf, type Lookup, mapLookup } from "../shared/variables.ts";
import type { EnvFileInput, EnvFileReading, EnvNote, EnvStatement } from "./reading.ts";
import { SyntaxFault, type Word, WordReader } from "./shell-word.ts";

const ASSIGNMENT = /([A-Za-z_][A-Za-z0-9_]*)=/y;
/** Commands that set the variables they name in the shell itself. */
const SETTERS = new Set(["export", "readonly", "declare", "typeset", "local"]);
/** Words after which commands run on conditions, which a reader of assignments cannot know. */
const CONTROL = new Set([
  "if",
  "then",
  "else",
  "elif",
  "fi",
  "for",
  "while",
  "until",
  "do",
  "done",
  "case",
  "esac",
  "function",
  "{",
  "}",
  "!",
]);

/**
 * As a shell reads a file by `.` with `set -a` (measured with bash 5.2 and dash): only commands that are nothing but assignments, and
 * `export`, set variables; a word that follows runs as a command with them.
 */
export function readShellFile(input: EnvFileInput, shell: "bash" | "dash"): EnvFileReading {
  return new ShellReader(input, shell).read();
}

class ShellReader {
  readonly #input: EnvFileInput;
  readonly #text: string;
  readonly #isDash: boolean;
  readonly #statements: EnvStatement[] = [];
  readonly #notes: EnvNote[] = [];
  readonly #own = new Map<string, readonly Piece[]>();
  readonly #lookup: Lookup;
  #at = 0;
  /** How many commands around this one run on conditions. */
  #conditional = 0;

  constructor(input: EnvFileInput, shell: "bash" | "dash") {
    this.#input = input;
    this.#text = input.text;
    this.#isDash = shell === "dash";
    this.#lookup = firstOf(mapLookup(this.#own), input.lookup);
  }

  read(): EnvFileReading {
    while (this.#at < this.#text.length) {
      const start = this.#at;
      const before = { statements: this.#statements.length, notes: this.#notes.length };
      try {
        this.#line();
      } catch (fault) {
        if (!(fault instanceof SyntaxFault)) throw fault;
        // A shell reads a whole line before it runs any of it, and nothing after one that it cannot read.
        this.#statements.length = before.statements;
        this.#notes.length = before.notes;
        this.#fail(fault, start);
        break;
      }
      if (this.#at <= start) this.#at = start + 1;
    }
    return { statements: this.#statements, notes: this.#notes };
  }

  #fail(fault: SyntaxFault, start: number): void {
    const at = span(Math.min(fault.at, this.#text.length), Math.min(fault.at + 1, this.#text.length));
    this.#notes.push({
      kind: "syntax",
      at,
      name: ASSIGNMENT_NAME.exec(this.#text.slice(start, start + 200))?.[1],
      refuses: this.#isDash,
      before: this.#text.slice(start, at.end),
      after: undefined,
      detail: `cannot read ${fault.message}, nor anything after it`,
    });
  }

  /** All commands of a line. */
  #line(): void {
    const text = this.#text;
    for (;;) {
      this.#blanks();
      const character = text.charAt(this.#at);
      if (character === "" || character === "\n") {
        this.#at++;
        return;
      }
      if (character === "#") {
        while (this.#at < text.length && text.charAt(this.#at) !== "\n") this.#at++;
        continue;
      }
      const start = this.#at;
      this.#command();
      if (this.#at === start) throw new SyntaxFault(start, `\`${character}\``);
    }
  }

  #blanks(): void {
    for (;;) {
      const character = this.#text.charAt(this.#at);
      if (character === " " || character === "\t") this.#at++;
      else if (character === "\\" && this.#text.charAt(this.#at + 1) === "\n") this.#at += 2;
      else return;
    }
  }

  /** One simple command up to its separator. */
  #command(): void {
    const text = this.#text;
    const assignments: EnvStatement[] = [];
    const start = this.#at;
    let command: string | undefined;
    let isSetter = false;
    for (;;) {
      this.#blanks();
      const character = text.charAt(this.#at);
      if (character === "" || character === "\n" || /[;&|()]/.test(character)) break;
      if (character === "#") break;
      if (character === "<" || character === ">") {
        this.#redirection();
        continue;
      }
      const mayAssign = command === undefined || isSetter;
      const assignment = mayAssign ? this.#assignment(isSetter) : undefined;
      if (assignment !== undefined) {
        assignments.push(assignment);
        // Later assignments of the same command see the earlier ones.
        if (assignment.pieces !== undefined) this.#own.set(assignment.name, assignment.pieces);
        continue;
      }
      const word = this.#word();
      if (command === undefined) {
        command = textOfPieces(word.pieces) ?? "";
        isSetter = SETTERS.has(command);
      }
    }
    this.#finish(assignments, { start, command, isSetter });
  }

  #finish(
    assignments: readonly EnvStatement[],
    { start, command, isSetter }: { start: number; command: string | undefined; isSetter: boolean },
  ): void {
    const end = this.#at;
    // An array, which only bash knows, and does not pass on.
    if (this.#isDash && assignments.length > 0 && this.#text.charAt(end) === "(")
      throw new SyntaxFault(end, "`(`");
    const separator = this.#separator(command === undefined && assignments.length === 0);
    if (command !== undefined && CONTROL.has(command)) this.#control(command);
    // In the background, in a pipe and in parentheses a shell of its own runs.
    const isElsewhere = separator === "&" || separator === "|" || separator === "(";
    const takesEffect = !isElsewhere && (command === undefined || isSetter);
    for (const assignment of assignments) {
      if (takesEffect) {
        const pieces =
          this.#conditional > 0
            ? [
                opaqueAt(
                  "command-substitution",
                  this.#locate(assignment.written),
                  sliceSpan(this.#text, assignment.written),
                ),
              ]
            : assignment.pieces;
        this.#statements.push({ ...assignment, pieces });
      } else {
        this.#own.delete(assignment.name);
        const before = this.#text.slice(start, end).trimEnd();
        this.#notes.push({
          kind: "word-lost",
          at: span(assignment.nameSpan.start, start + before.length),
          name: assignment.name,
          refuses: false,
          before,
          after: undefined,
          detail: isElsewhere
            ? `runs the line in a shell of its own because of \`${separator}\`, so that nothing is set`
            : "sets the variable for one command only, which is the rest of the line",
        });
      }
    }
  }

  #control(command: string): void {
    if (/^(?:if|for|while|until|case|function|\{)$/.test(command)) this.#conditional++;
    if (/^(?:fi|done|esac|\})$/.test(command)) this.#conditional = Math.max(0, this.#conditional - 1);
  }

  /** Reads `;`, `&`, `|` and their doubles; those that cannot stand here are faults. */
  #separator(isEmpty: boolean): string {
    const text = this.#text;
    const at = this.#at;
    const first = text.charAt(at);
    if (first === "" || first === "\n" || first === "#") return "";
    if (first === "(" || first === ")") {
      this.#at++;
      return "(";
    }
    const isDouble = text.charAt(at + 1) === first;
    if (first === ";" && isDouble && this.#conditional === 0) throw new SyntaxFault(at, "`;;`");
    if (isEmpty && this.#conditional === 0) throw new SyntaxFault(at, `\`${first}\``);
    this.#at += isDouble ? 2 : 1;
    return isDouble ? first + first : first;
  }

  #redirection(): void {
    if (this.#text.startsWith("<<", this.#at) && !this.#text.startsWith("<<<", this.#at))
      throw new SyntaxFault(this.#at, "a here-document");
    while (/[<>&|]/.test(this.#text.charAt(this.#at))) this.#at++;
    this.#blanks();
    if (/[\n;&|()]|^$/.test(this.#text.charAt(this.#at)))
      throw new SyntaxFault(this.#at, "the end of the line");
    this.#word();
  }

  #assignment(exported: boolean): EnvStatement | undefined {
    ASSIGNMENT.lastIndex = this.#at;
    const match = ASSIGNMENT.exec(this.#text);
    if (match === null) return undefined;
    const name = match[1] ?? "";
    const nameSpan = span(this.#at, this.#at + name.length);
    this.#at += match[0].length;
    const value = this.#word(true);
    const inner = value.quote === undefined ? value.span : span(value.span.start + 1, value.span.end - 1);
    return {
      name,
      nameSpan,
      kind: "assignment",
      pieces: value.pieces,
      written: value.span,
      inner,
      quote: value.quote,
      exported,
      expanded: value.expanded,
    };
  }

  /** A word up to a blank or a sign that ends words; it may be empty after `=`. */
  #word(isValue = false): Word {
    const reader = new WordReader(this.#input, this.#lookup);
    const word = reader.read(this.#at, isValue);
    this.#at = word.span.end;
    return word;
  }

  #locate(at: Span): Location {
    return locate(this.#input.source, at);
  }
}

const ASSIGNMENT_NAME = /([A-Za-z_][A-Za-z0-9_]*)=/;
