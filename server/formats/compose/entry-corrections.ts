import type { Correction, FormatProblem } from "../../model/format.ts";
import { type Location, locate, location } from "../../model/location.ts";
import type { Cooked } from "../shared/cooked.ts";
import type { VariableReference } from "../shared/interpolate.ts";
import { quoteCorrection } from "../shared/quote-correction.ts";
import type { YamlScalar } from "../yaml/tree.ts";
import type { EnvironmentEntry } from "./definition.ts";
import { locationOf } from "./scalars.ts";

/** What to write instead, where there is something. */
export type Corrected = Pick<FormatProblem, "correction">;

function corrected(correction: Correction | undefined): Corrected {
  return correction === undefined ? {} : { correction };
}

/** A number or a word in quotes is text to every version of Compose. */
export function quotesAround({ file }: EnvironmentEntry, node: YamlScalar): Corrected {
  const at = locationOf(file, node);
  return corrected(quoteCorrection(at, file.source.document.text.slice(at.start, at.end)));
}

/** Each dollar sign that was to be one twice, in the value of the variable `name`. */
export function dollarCorrection(
  { file }: EnvironmentEntry,
  name: string,
  cooked: Cooked,
  references: readonly VariableReference[],
): Corrected {
  const { path, text } = file.source.document;
  const signs: Location[] = [];
  for (const { range } of references) {
    const at = cooked.map.toSource(range.start);
    // An escape of YAML may write the sign.
    if (text.charAt(at) !== "$") return {};
    signs.push(location(path, at, at));
  }
  const [first, ...others] = signs.map((at) => ({ at, text: "$" }));
  if (first === undefined) return {};
  return corrected({ title: `Change \`$\` to \`$$\` in \`${name}\``, ...first, also: others });
}

/** Quotes around the whole item instead of those after its `=`; where it has some, without those inside. */
export function itemQuotes({ file, key }: EnvironmentEntry, { text, map }: Cooked): Corrected {
  if (key.kind !== "scalar") return {};
  const { path, text: whole } = file.source.document;
  const quote = text.charAt(0);
  const opening = locate(path, map.spanToSource({ start: 0, end: 1 }));
  const closing = locate(path, map.spanToSource({ start: text.length - 1, end: text.length }));
  // An escape of YAML may write them.
  if ([opening, closing].some(({ start, end }) => whole.slice(start, end) !== quote)) return {};
  if (key.style === "single" || key.style === "double")
    return corrected({
      title: "Remove the inner quotes",
      at: opening,
      text: "",
      also: [{ at: closing, text: "" }],
    });
  const written = whole.slice(key.span.start, closing.start);
  if (key.style !== "plain" || text.slice(1, -1).includes(quote) || /[\n\\]/.test(written)) return {};
  const start = location(path, key.span.start, key.span.start);
  return corrected({
    title: "Put the quotes around the whole item",
    at: start,
    text: quote,
    also: [{ at: opening, text: "" }],
  });
}

/** The name without the spaces after it, those after the sign, and words before it. */
export function nameCorrection(
  { file, key, form }: EnvironmentEntry,
  name: string,
  meant: string,
): Corrected {
  if (key.kind !== "scalar" || !key.text.startsWith(name)) return {};
  const { path } = file.source.document;
  const end = name.trimEnd().length;
  const start = end - meant.length;
  if (name.slice(start, end) !== meant) return {};
  const blanks = form === "list" ? /^\s*(=?)[ \t]*/.exec(key.text.slice(end)) : /^\s*/.exec(name.slice(end));
  const at = (from: number, to: number) => locate(path, key.map.spanToSource({ start: from, end: to }));
  const after = { at: at(end, end + (blanks?.[0].length ?? 0)), text: blanks?.[1] ?? "" };
  if (start === 0) return corrected({ title: "Remove the spaces around `=`", ...after });
  const whole = { title: `Change to \`${meant}\``, at: at(0, end), text: meant };
  return corrected(end === name.length ? whole : { ...whole, also: [after] });
}
