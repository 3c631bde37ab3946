import { append } from "../../../grammar/text/large-lists.ts";
import { type Span, sliceSpan, span } from "../../../grammar/text/span.ts";
import { locate } from "../../model/location.ts";
import type { Opaque, Piece } from "../../model/value.ts";
import { asDefault, CookedBuilder, joinPieces, piecesOf, textOfPieces } from "../shared/cooked.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import type { Lookup, Variable } from "../shared/variables.ts";
import type { EnvFileInput } from "./reading.ts";

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
/** A braced variable with an operator and a word without anything special; others are known at run time only. */
const BRACED = /^\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-=+?])((?:[^{}"'`$\\])*))?\}/;
const MOST_BRACED = 2000;
const MOST_DEPTH = 20;

/** A word of the shell: its pieces after quotes and expansions. */
export interface Word {
  readonly span: Span;
  readonly pieces: readonly Piece[];
  readonly quote: '"' | "'" | undefined;
  readonly expanded: boolean;
}

/** The shell cannot read the text from an offset on. */
export class SyntaxFault extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** Reads one word at a time, with the variables that are set when it is read. */
export class WordReader {
  readonly #input: EnvFileInput;
  readonly #text: string;
  readonly #lookup: Lookup;
  readonly #pieces: Piece[] = [];
  #builder: CookedBuilder;
  #expanded = false;
  #at = 0;

  constructor(input: EnvFileInput, lookup: Lookup) {
    this.#input = input;
    this.#text = input.text;
    this.#lookup = lookup;
    this.#builder = new CookedBuilder(input.source);
  }

  read(start: number, isValue: boolean): Word {
    const text = this.#text;
    this.#at = start;
    if (isValue) this.#tilde();
    while (this.#at < text.length) {
      const character = text.charAt(this.#at);
      if (/[ \t\n;&|()<>]/.test(character)) break;
      if (character === "'") this.#single();
      else if (character === '"') this.#double();
      else if (character === "\\") this.#backslash();
      else if (character === "$" || character === "`") this.#expansion();
      else this.#literal();
    }
    this.#flush(start);
    const place = span(start, this.#at);
    const quote = text.charAt(start);
    const isQuoted =
      (quote === "'" || quote === '"') &&
      place.end > start + 1 &&
      !text.slice(start + 1, place.end - 1).includes(quote) &&
      text.charAt(place.end - 1) === quote;
    return {
      span: place,
      pieces: joinPieces(this.#pieces),
      quote: isQuoted ? quote : undefined,
      expanded: this.#expanded,
    };
  }

  #literal(): void {
    this.#builder.add(this.#text.charAt(this.#at), this.#at);
    this.#at++;
  }

  /** The home directory of whoever runs the shell. */
  #tilde(): void {
    const match = /^~[A-Za-z0-9_-]*(?=[/:\s]|$)/.exec(this.#text.slice(this.#at, this.#at + 100));
    if (match === null) return;
    const place = span(this.#at, this.#at + match[0].length);
    const home = match[0] === "~" ? this.#lookup("HOME") : ({ state: "unknown" } as const);
    if (home.state === "unset") return;
    this.#push(home, place);
    this.#at = place.end;
  }

  #single(): void {
    const close = this.#text.indexOf("'", this.#at + 1);
    if (close < 0) throw new SyntaxFault(this.#at, "a quote that is not closed");
    this.#builder.add(this.#text.slice(this.#at + 1, close), this.#at + 1);
    this.#at = close + 1;
  }

  #double(): void {
    const text = this.#text;
    const open = this.#at++;
    for (;;) {
      const character = text.charAt(this.#at);
      if (character === "") throw new SyntaxFault(open, "a quote that is not closed");
      if (character === '"') break;
      const next = text.charAt(this.#at + 1);
      if (character === "\\" && /["\\$`]/.test(next)) {
        this.#builder.add(next, this.#at + 1);
        this.#at += 2;
      } else if (character === "\\" && next === "\n") {
        this.#at += 2;
      } else if (character === "$" || character === "`") {
        this.#expansion();
      } else {
        this.#literal();
      }
    }
    this.#at++;
  }

  #backslash(): void {
    const next = this.#text.charAt(this.#at + 1);
    if (next === "") this.#builder.add("\\", this.#at);
    else if (next !== "\n") this.#builder.add(next, this.#at + 1);
    this.#at += next === "" ? 1 : 2;
  }

  /** `$NAME`, `${…}`, `$(…)`, `` `…` ``; a `$` before anything else is a plain character. */
  #expansion(): void {
    const text = this.#text;
    const start = this.#at;
    const next = text.charAt(start + 1);
    if (text.charAt(start) === "`") {
      this.#opaque(start, closing(text, start + 1, "`"), "command-substitution");
    } else if (next === "(") {
      this.#opaque(start, closingParenthesis(text, start + 1), "command-substitution");
    } else if (next === "{") {
      this.#braced(start);
    } else if (next === "'" || next === '"') {
      this.#opaque(start, closing(text, start + 2, next), "shell-variable");
    } else if (next !== "" && "0123456789@*#?$!-".includes(next)) {
      this.#opaque(start, start + 2, "shell-variable");
    } else {
      this.#named(start);
    }
  }

  #named(start: number): void {
    NAME.lastIndex = start + 1;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined) {
      this.#literal();
      return;
    }
    this.#at = start + 1 + name.length;
    this.#push(this.#lookup(name), span(start, this.#at));
  }

  #braced(start: number): void {
    const match = BRACED.exec(this.#text.slice(start, start + MOST_BRACED));
    if (match === null) {
      this.#opaque(start, closing(this.#text, start + 2, "}"), "shell-variable");
      return;
    }
    const [whole, name = "", operator, word = ""] = match;
    const place = span(start, start + whole.length);
    this.#at = place.end;
    const variable = this.#lookup(name);
    const isEmpty = variable.state === "set" && textOfPieces(variable.pieces) === "";
    const isMissing = variable.state === "unset" || (isEmpty && operator?.startsWith(":") === true);
    const sign = operator?.replace(":", "");
    const isUnknown = variable.state === "unknown";
    if (sign === "+") {
      if (isUnknown) this.#push(variable, place);
      else if (isMissing) this.#expanded = true;
      else this.#literalWord(word, place);
    } else if ((sign === "-" || sign === "=") && (isMissing || isUnknown)) {
      this.#literalWord(word, place, asDefault);
    } else {
      this.#push(variable, place);
    }
  }

  /** The word of `${NAME:-word}`, or of `${NAME:+word}`. */
  #literalWord(word: string, place: Span, asPiece: (piece: Piece) => Piece = (piece) => piece): void {
    this.#flush(place.start);
    this.#expanded = true;
    const builder = new CookedBuilder(this.#input.source);
    builder.add(word, place.end - 1 - word.length);
    append(this.#pieces, piecesOf(builder.build(place.end - 1)).map(asPiece));
  }

  #opaque(start: number, end: number, why: Opaque): void {
    if (end < 0) throw new SyntaxFault(start, "a substitution that is not closed");
    this.#flush(start);
    this.#expanded = true;
    this.#pieces.push(
      opaqueAt(why, locate(this.#input.source, span(start, end)), this.#input.text.slice(start, end)),
    );
    this.#at = end;
  }

  #push(variable: Variable, place: Span): void {
    this.#flush(place.start);
    this.#expanded = true;
    if (variable.state === "set") append(this.#pieces, variable.pieces);
    else if (variable.state === "unknown")
      this.#pieces.push(
        opaqueAt("shell-variable", locate(this.#input.source, place), sliceSpan(this.#input.text, place)),
      );
  }

  #flush(at: number): void {
    if (this.#builder.length > 0) append(this.#pieces, piecesOf(this.#builder.build(at)));
    this.#builder = new CookedBuilder(this.#input.source);
  }
}

/** The offset after the next `sign`; -1: there is none. */
function closing(text: string, from: number, sign: string): number {
  const at = text.indexOf(sign, from);
  return at < 0 ? -1 : at + 1;
}

function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "(") depth++;
    else if (character === ")" && --depth === 0) return at + 1;
    if (depth > MOST_DEPTH) return -1;
  }
  return -1;
}
