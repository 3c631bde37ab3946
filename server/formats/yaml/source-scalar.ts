import type { SourceMap } from "../../../grammar/text/source-map.ts";
import { type Span, span } from "../../../grammar/text/span.ts";
import { scalarMap } from "./scalar-map.ts";
import type { ScalarStyle, YamlScalar } from "./tree.ts";

/** A scalar whose map is worked out when it is asked for: most are never looked at. */
export class SourceScalar implements YamlScalar {
  readonly kind = "scalar";
  readonly span: Span;
  readonly style: ScalarStyle;
  readonly text: string;
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
  readonly #source: string;
  readonly #base: number;
  #map: SourceMap | undefined;

  /**
   * @param source a text with the characters that write the scalar
   * @param base where that text begins in the one whose offsets the scalar has
   */
  constructor(
    source: string,
    base: number,
    at: Span,
    style: ScalarStyle,
    text: string,
    tag: string | undefined,
    anchor: string | undefined,
  ) {
    this.#source = source;
    this.#base = base;
    this.span = at;
    this.style = style;
    this.text = text;
    this.tag = tag;
    this.anchor = anchor;
  }

  get map(): SourceMap {
    if (this.#map === undefined) {
      const within = span(this.span.start - this.#base, this.span.end - this.#base);
      this.#map = scalarMap(this.#source, within, this.style, this.text).moved(this.#base);
    }
    return this.#map;
  }

  /** The same scalar, without characters, at another place. */
  emptyAt(at: number): SourceScalar {
    return new SourceScalar("", at, span(at, at), this.style, this.text, this.tag, this.anchor);
  }

  /** The same scalar where the text before it has become longer by so many characters. */
  shifted(by: number): SourceScalar {
    const at = span(this.span.start + by, this.span.end + by);
    return new SourceScalar(this.#source, this.#base + by, at, this.style, this.text, this.tag, this.anchor);
  }
}

export function emptyScalar(at: number): SourceScalar {
  return new SourceScalar("", at, span(at, at), "empty", "", undefined, undefined);
}
