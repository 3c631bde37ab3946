import { type Span, span } from "../../../grammar/text/span.ts";
import type { Piece } from "../../model/value.ts";
import { type Cooked, joinPieces, opaquePiece, pieceOf } from "../shared/cooked.ts";

/** Letters that systemd fills in: names, folders and the like of the machine. */
const KNOWN = /[aAbBcCdDEfgGhHiIjJlLmMnNopPqrRsStTuUvVwWyY]/;
/** Other letters and digits after a `%` are refused; other signs are kept together with it. */
const POSSIBLE = /[a-zA-Z0-9]/;

/** A text with its specifiers filled in; `fault`: one that systemd does not have. */
export interface Specified {
  readonly pieces: readonly Piece[];
  readonly fault: Span | undefined;
  /** Specifiers that are filled in, within the text. */
  readonly filled: readonly Span[];
}

/** Fills in `%n` and the like; `%%` is `%`. What a specifier stands for is known at run time only. */
export function fillSpecifiers(cooked: Cooked): Specified {
  const { text } = cooked;
  const pieces: Piece[] = [];
  const filled: Span[] = [];
  let run = 0;
  const flush = (end: number): void => {
    if (run < end) pieces.push(pieceOf(cooked, span(run, end)));
  };
  for (let at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at)) {
    const next = text.charAt(at + 1);
    if (next === "%") {
      flush(at + 1);
      run = at + 2;
    } else if (KNOWN.test(next)) {
      flush(at);
      pieces.push(opaquePiece(cooked, span(at, at + 2), "function"));
      filled.push(span(at, at + 2));
      run = at + 2;
    } else if (POSSIBLE.test(next)) return { pieces: [], fault: span(at, at + 2), filled };
    at += 2;
  }
  flush(text.length);
  return { pieces: joinPieces(pieces), fault: undefined, filled };
}
