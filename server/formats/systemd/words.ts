import { type Span, span } from "../../../grammar/text/span.ts";
import { wordTable } from "../../../grammar/text/word-table.ts";
import { type Cooked, CookedBuilder } from "../shared/cooked.ts";

/** A word of a setting, quotes and escapes resolved. */
export interface Word {
  readonly cooked: Cooked;
  /** Within the text of the setting. */
  readonly range: Span;
  /** The quote around all of the word. */
  readonly quote: '"' | "'" | undefined;
}

/** The words of a setting, and why systemd drops the rest of it. */
export interface Words {
  readonly words: readonly Word[];
  readonly fault: { readonly range: Span; readonly why: string } | undefined;
}

const ESCAPES: Readonly<Record<string, string>> = wordTable({
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  s: " ",
  "\\": "\\",
  '"': '"',
  "'": "'",
});
const CODE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))/y;

/** Splits a setting into words at blanks: quotes keep a word together wherever they begin, and escapes are those of C. */
export function splitWords({ source, text, map }: Cooked): Words {
  const words: Word[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const start = at;
    const builder = new CookedBuilder(source);
    let quote = "";
    let quotedTo = -1;
    for (; at < text.length && (quote !== "" || !/\s/.test(text.charAt(at))); ) {
      const character = text.charAt(at);
      if (character === "\\") {
        const escaped = escapeAt(text, at);
        if (escaped === undefined)
          return {
            words,
            fault: {
              range: span(at, Math.min(text.length, at + 2)),
              why: `\`${text.slice(at, at + 2)}\` is not an escape sequence`,
            },
          };
        builder.add(escaped.text, map.toSource(at), false);
        at += escaped.length;
      } else if (quote === "" && (character === '"' || character === "'")) {
        quote = character;
        at++;
      } else if (character === quote) {
        quote = "";
        at++;
        quotedTo = at;
      } else {
        builder.add(character, map.toSource(at));
        at++;
      }
    }
    if (quote !== "")
      return { words, fault: { range: span(start, text.length), why: `the quote ${quote} has no end` } };
    const first = text.charAt(start);
    const isWhole =
      (first === '"' || first === "'") && quotedTo === at && text.indexOf(first, start + 1) === at - 1;
    words.push({
      cooked: builder.build(map.toSource(start)),
      range: span(start, at),
      quote: isWhole ? first : undefined,
    });
  }
  return { words, fault: undefined };
}

function escapeAt(text: string, at: number): { readonly text: string; readonly length: number } | undefined {
  const simple = ESCAPES[text.charAt(at + 1)];
  if (simple !== undefined) return { text: simple, length: 2 };
  CODE.lastIndex = at;
  const [all, two, four, eight, octal] = CODE.exec(text) ?? [];
  if (all === undefined) return undefined;
  const code =
    octal === undefined ? Number.parseInt(two ?? four ?? eight ?? "", 16) : Number.parseInt(octal, 8);
  return code > 0 && code <= 0x10ffff ? { text: String.fromCodePoint(code), length: all.length } : undefined;
}
