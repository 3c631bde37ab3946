import { append } from "../../../grammar/text/large-lists.ts";
import { type Span, span } from "../../../grammar/text/span.ts";
import { locate } from "../../model/location.ts";
import type { Piece } from "../../model/value.ts";
import { type Cooked, joinPieces, pieceOf } from "../shared/cooked.ts";
import { opaqueAt } from "../shared/value-builder.ts";

/** What is known of a variable that `$(NAME)` refers to. */
export type Known =
  | { readonly state: "set"; readonly pieces: readonly Piece[] }
  | { readonly state: "unset" }
  /** A part of the environment is not known, so that it may be set. */
  | { readonly state: "unknown" };

/** `$(NAME)` in a text. */
export interface ExpandedReference {
  readonly name: string;
  readonly range: Span;
  readonly state: Known["state"];
}

export interface Expanded {
  readonly pieces: readonly Piece[];
  readonly references: readonly ExpandedReference[];
}

/**
 * Fills in `$(NAME)` as the kubelet does: `$$` is `$`, a name that is not set stays as it is written, and what is filled in is not read
 * again. `$NAME` and `${NAME}` are text.
 */
export function expand(cooked: Cooked, lookup: (name: string) => Known): Expanded {
  const { text } = cooked;
  const pieces: Piece[] = [];
  const references: ExpandedReference[] = [];
  let run = 0;
  const flush = (end: number): void => {
    if (run < end) pieces.push(pieceOf(cooked, span(run, end)));
  };
  for (let at = text.indexOf("$"); at >= 0; ) {
    const next = text.charAt(at + 1);
    let end = at + 2;
    if (next === "$") {
      flush(at);
      pieces.push(pieceOf(cooked, span(at, at + 1)));
      run = end;
    } else if (next === "(") {
      const close = text.indexOf(")", at + 2);
      if (close >= 0) {
        end = close + 1;
        const name = text.slice(at + 2, close);
        const range = span(at, end);
        const known = lookup(name);
        references.push({ name, range, state: known.state });
        if (known.state !== "unset") {
          flush(at);
          append(pieces, filledIn(cooked, range, known));
          run = end;
        }
      }
    }
    at = text.indexOf("$", end);
  }
  flush(text.length);
  return { pieces: joinPieces(pieces), references };
}

/** What is filled in is written by the characters of the reference. */
function filledIn(cooked: Cooked, range: Span, known: Exclude<Known, { state: "unset" }>): readonly Piece[] {
  const at = locate(cooked.source, cooked.map.spanToSource(range));
  const written = cooked.text.slice(range.start, range.end);
  if (known.state === "unknown") return [opaqueAt("shell-variable", at, written)];
  // Text that is filled in together has one place, so it is one piece: a chain of references would have as many as it is long.
  const filled: Piece[] = [];
  let text = "";
  const flush = (): void => {
    if (text !== "") filled.push({ kind: "text", text, at, map: undefined });
    text = "";
  };
  for (const piece of known.pieces) {
    if (piece.kind === "text") text += piece.text;
    else {
      flush();
      filled.push(opaqueAt(piece.why, at, written));
    }
  }
  flush();
  return filled;
}

/** A text so that {@link expand} gives it back: only `$` before `$` or `(` has to be doubled. */
export function escapeReferences(text: string): string {
  return text.replace(/\$(?=[$(])/g, "$$$$");
}
