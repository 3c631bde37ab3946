import { type Span, span } from "../../grammar/text/span.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import { flattened } from "./filled-in.ts";
import type { UnparsedSetting } from "./unparsed-settings.ts";

/** A quote that nobody closed is looked for no further: else each of many would be searched to the end of the text. */
const MOST_CHARACTERS = 2000;

/**
 * The value of a name that is one of several words on its line, up to the end of the word as a shell reads it: `-e PASSWORD=x`,
 * `--password x`, `PASSWORD=x command`. Undefined where the value may be the rest of the line.
 */
export function wordValue(
  setting: UnparsedSetting,
  { document: { text }, format }: ConfigUnit,
): Span | undefined {
  const { nameStart, name, value, isFirst } = setting;
  const isOption = text.charAt(nameStart - 1) === "-";
  const between = text.slice(nameStart + name.length, value.start);
  const isAssigned = /^\\?["']?=\\?["']?$/.test(between);
  if (!isOption && !(isAssigned && (!isFirst || format.blanksEndValues === true))) return undefined;
  const around = text.charAt(nameStart - 1);
  const end = isQuote(around)
    ? closing(text, value, around)
    : wordEnd(text, isQuote(between.at(-1)) ? value.start - 1 : value.start, value.end);
  return end === value.end ? undefined : span(value.start, Math.max(value.start, end));
}

function isQuote(sign: string | undefined): sign is "'" | '"' {
  return sign === "'" || sign === '"';
}

/** Where the quote that is open before the name is closed; the end of the line where it is not. */
function closing(text: string, { start, end }: Span, quote: string): number {
  const line = text.slice(start, end);
  const at = line.search(quote === "'" ? /'/ : /(?<!\\)"/);
  return at === -1 ? end : start + at;
}

/** The end of the word that begins at an offset; a quote in it may be closed on a later line. */
function wordEnd(text: string, start: number, lineEnd: number): number {
  const rest = flattened(text.slice(start, Math.max(lineEnd, start + MOST_CHARACTERS)));
  const length = lineEnd - start;
  let quote = "";
  for (let at = 0; at < rest.length; at++) {
    const sign = rest.charAt(at);
    if (sign === "\\" && quote !== "'") at++;
    else if (quote !== "") quote = sign === quote ? "" : quote;
    else if (isQuote(sign)) quote = sign;
    else if (/\s/.test(sign)) return start + at;
  }
  return quote === "" ? Math.min(start + rest.length, Math.max(lineEnd, start)) : start + length;
}
