import { once } from "../../../grammar/text/memoize.ts";
import { type Span, span } from "../../../grammar/text/span.ts";
import { wordTable } from "../../../grammar/text/word-table.ts";
import { locate } from "../../model/location.ts";
import type { Piece } from "../../model/value.ts";
import { type Cooked, CookedBuilder, literalCooked, piecesOf, textOfPieces } from "../shared/cooked.ts";
import { type Interpolated, interpolate } from "../shared/interpolate.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { firstOf, type Lookup, mapLookup } from "../shared/variables.ts";
import {
  afterByteOrderMark,
  type EnvFileInput,
  type EnvFileReading,
  type EnvNote,
  type EnvStatement,
  lineEnd,
} from "./reading.ts";

/** What separates words within a line: Go's white space without the line feed. */
const BLANK = /[\t\v\f\r \u0085\u00a0]/;
const nameCharacter = once(() => /[\p{L}\p{N}_.\-[\]]/u);

/**
 * As Docker Compose reads environment files (measured with 2.26): quotes are removed, `$` fills in variables except in single quotes, escapes
 * count in double quotes, ` #` begins a comment, a colon serves as well as an equals sign.
 */
export function readComposeFile(input: EnvFileInput): EnvFileReading {
  return new ComposeReader(input).read();
}

class ComposeReader {
  readonly #input: EnvFileInput;
  readonly #text: string;
  readonly #statements: EnvStatement[] = [];
  readonly #notes: EnvNote[] = [];
  /** What the file itself has set so far; the shell wins over it. */
  readonly #own = new Map<string, readonly Piece[]>();
  readonly #lookup: Lookup;
  #at: number;

  constructor(input: EnvFileInput) {
    this.#input = input;
    this.#text = input.text;
    this.#lookup = firstOf(input.lookup, mapLookup(this.#own));
    this.#at = afterByteOrderMark(input.text);
  }

  read(): EnvFileReading {
    const text = this.#text;
    while (this.#at < text.length) {
      if (/\s/.test(text.charAt(this.#at)) || text.charAt(this.#at) === "\u0085") this.#at++;
      else if (text.charAt(this.#at) === "#") this.#at = lineEnd(text, this.#at);
      else this.#statement();
    }
    return { statements: this.#statements, notes: this.#notes };
  }

  #statement(): void {
    const text = this.#text;
    const exported = /^export\s+/.exec(text.slice(this.#at, this.#at + 200));
    const start = this.#at + (exported?.[0].length ?? 0);
    let at = start;
    while (at < text.length && (BLANK.test(text.charAt(at)) || this.#isNamePart(at))) at++;
    const sign = text.charAt(at);
    if (sign !== "=" && sign !== ":" && sign !== "\n" && at < text.length) {
      this.#refuse(span(start, lineEnd(text, start)), `refuses \`${sign}\` in the name of a variable`);
      return;
    }
    const name = text.slice(start, at).trimEnd();
    if (/\s/.test(name)) {
      this.#refuse(span(start, start + name.length), "rejects spaces in the name of a variable");
      return;
    }
    const nameSpan = span(start, start + name.length);
    if (sign !== "=" && sign !== ":") this.#passOn(name, nameSpan, at, exported !== null);
    else if (name === "") this.#refuse(span(start, lineEnd(text, start)), "refuses a value without a name");
    else this.#assign(name, nameSpan, at + 1, exported !== null);
  }

  #isNamePart(at: number): boolean {
    return nameCharacter().test(this.#text.charAt(at));
  }

  #passOn(name: string, nameSpan: Span, end: number, exported: boolean): void {
    this.#at = end;
    const variable = this.#input.lookup(name);
    const at = literalCooked(this.#input.source, name, nameSpan.start);
    const pieces: readonly Piece[] | undefined =
      variable.state === "set"
        ? variable.pieces
        : variable.state === "unset"
          ? undefined
          : [opaqueAt("shell-variable", locate(at.source, nameSpan), name)];
    if (pieces !== undefined) this.#own.set(name, pieces);
    const place = span(nameSpan.end, nameSpan.end);
    this.#statements.push({
      name,
      nameSpan,
      kind: "passed-on",
      pieces,
      written: place,
      inner: place,
      quote: undefined,
      exported,
      expanded: false,
    });
  }

  #assign(name: string, nameSpan: Span, afterSign: number, exported: boolean): void {
    const text = this.#text;
    let at = afterSign;
    while (at < text.length && BLANK.test(text.charAt(at))) at++;
    const quote = text.charAt(at);
    if (quote === '"' || quote === "'") {
      const quoted = readQuoted(this.#input, at, quote);
      if (quoted === undefined) {
        this.#refuse(span(at, lineEnd(text, at)), "refuses a quote that is not closed", name);
        return;
      }
      const filled = quote === '"' ? this.#fill(name, quoted.cooked) : literal(quoted.cooked);
      this.#push(name, nameSpan, filled, span(at, quoted.end), span(at + 1, quoted.end - 1), quote, exported);
      this.#at = quoted.end;
      return;
    }
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const comment = line.indexOf(" #");
    const value = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
    const first = value === "" ? afterSign : at;
    const place = span(first, first + value.length);
    const filled = this.#fill(name, literalCooked(this.#input.source, value, first));
    this.#push(name, nameSpan, filled, place, place, undefined, exported);
    this.#at = end;
  }

  #fill(name: string, cooked: Cooked): Interpolated {
    const filled = interpolate(cooked, this.#lookup, "compose-2");
    if (filled.refused !== undefined)
      this.#refuse(
        cooked.map.spanToSource(filled.refused.range),
        `refuses the value: ${filled.refused.why}`,
        name,
      );
    const eaten = filled.references.filter(({ braced, state }) => !braced && state !== "set");
    const [first] = eaten;
    if (first !== undefined)
      this.#notes.push({
        kind: "dollar-eaten",
        at: cooked.map.spanToSource(first.range),
        name,
        refuses: false,
        before: cooked.text,
        after: eaten.some(({ state }) => state === "unknown") ? undefined : textOfPieces(filled.pieces),
        detail: "reads the text after `$` as the name of a variable, and inserts its value",
      });
    return filled;
  }

  #push(
    name: string,
    nameSpan: Span,
    filled: Interpolated,
    written: Span,
    inner: Span,
    quote: EnvStatement["quote"],
    exported: boolean,
  ): void {
    this.#own.set(name, filled.pieces);
    this.#statements.push({
      name,
      nameSpan,
      kind: "assignment",
      pieces: filled.pieces,
      written,
      inner,
      quote,
      exported,
      expanded: filled.references.length > 0,
    });
  }

  /** Notes a refusal, and goes on after the line, so that the rest is known too. */
  #refuse(at: Span, detail: string, name?: string): void {
    const before = this.#text.slice(at.start, at.end);
    this.#notes.push({ kind: "syntax", at, name, refuses: true, before, after: undefined, detail });
    this.#at = lineEnd(this.#text, at.start);
  }
}

function literal(cooked: Cooked): Interpolated {
  return { pieces: piecesOf(cooked), refused: undefined, references: [] };
}

/** Escapes that Go knows; `\$` becomes `$$`, which interpolation turns into `$`. */
const ESCAPES: Readonly<Record<string, string>> = wordTable({
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  $: "$$",
  '"': '"',
  "\\": "\\",
});

/** A value in quotes; undefined where they are not closed. The quote itself may stand in it after a backslash. */
function readQuoted(
  { text, source }: EnvFileInput,
  open: number,
  quote: string,
): { readonly cooked: Cooked; readonly end: number } | undefined {
  const builder = new CookedBuilder(source);
  let at = open + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === quote) return { cooked: builder.build(open + 1), end: at + 1 };
    if (character !== "\\") {
      builder.add(character, at);
      at++;
      continue;
    }
    const next = text.charAt(at + 1);
    const octal = quote === '"' ? /^0[0-7]{3}/.exec(text.slice(at + 1, at + 5))?.[0] : undefined;
    const meant = quote === '"' ? ESCAPES[next] : undefined;
    if (octal !== undefined) {
      builder.add(String.fromCharCode(Number.parseInt(octal, 8)), at, false);
      at += 5;
    } else if (meant !== undefined) {
      builder.add(meant, at, false);
      at += 2;
    } else if (next === quote) {
      builder.add(next, at + 1);
      at += 2;
    } else {
      builder.add(text.slice(at, at + 2), at);
      at += 2;
    }
  }
  return undefined;
}
