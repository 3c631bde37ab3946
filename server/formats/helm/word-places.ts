import type { Span } from "../../../grammar/text/span.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import type { Field } from "../shell/expand.ts";
import { quotingAt } from "../shell/field-parts.ts";
import { UNKNOWN_SIGN } from "./set-values.ts";
import type { ValuePlace } from "./values.ts";

/** A word of a command as Helm gets it; {@link UNKNOWN_SIGN} stands for each part that is known at run time only. */
export interface HelmWord {
  readonly text: string;
  /** The characters of the script for characters of the text. */
  place(document: SourceDocument, from: number, name: Span, value: Span): ValuePlace;
}

/** The word that a field of a command is. */
export function helmWord({ pieces, word }: Field): HelmWord {
  const text = pieces.map((piece) => (piece.kind === "text" ? piece.text : UNKNOWN_SIGN)).join("");
  /** The offset in the script of a character that is written in the word itself. */
  const own = (cooked: number): number | undefined => {
    let offset = 0;
    for (const piece of pieces) {
      const length = piece.kind === "text" ? piece.text.length : UNKNOWN_SIGN.length;
      if (cooked < offset + length) {
        const at = piece.kind === "text" ? piece.map?.toSource(cooked - offset) : piece.at?.start;
        return at !== undefined && word.span.start <= at && at < word.span.end ? at : undefined;
      }
      offset += length;
    }
    return undefined;
  };
  return {
    text,
    place: (document, from, name, value) => {
      const sign = own(from + name.end);
      // Quotes around all of the word stay outside, those around the value are part of it.
      const isInside = sign !== undefined && quotingAt(word, sign) !== "bare";
      const closing = isInside && /["']/.test(document.text.charAt(word.span.end - 1)) ? 1 : 0;
      const start = sign === undefined ? word.span.start : sign + 1;
      const end = own(from + value.end) ?? Math.max(start, word.span.end - closing);
      const nameStart = own(from + name.start) ?? word.span.start;
      return {
        kind: "words",
        document,
        name: { start: nameStart, end: Math.max(nameStart, sign ?? word.span.end) },
        value: { start, end: Math.max(start, end) },
      };
    },
  };
}
