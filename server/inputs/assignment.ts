import type { SourceMap } from "../../grammar/text/source-map.ts";
import type { Span } from "../../grammar/text/span.ts";

/**
 * Why a value is unknown before run time. Such a value is never type-checked and never called a secret in clear
 * text. A vault reference is not among these: Kong itself resolves it, so the loader models it.
 */
export type Opaque = "template" | "shell-variable";

/** Whether Kong reads the assignment from its file or from its environment; the environment wins. */
export type Layer = "file" | "environment";

/** One `name = value` in one source. All spans are UTF-16 ranges of the source document. */
export interface Assignment {
  readonly layer: Layer;
  /** The name Kong looks up: key with every byte but ASCII letters and digits turned into `_`, or variable without `KONG_`, in lower case. */
  readonly property: string;
  /** The name as it is written: `log level`, `KONG_LOG_LEVEL`. */
  readonly writtenName: string;
  readonly nameSpan: Span;
  /** From the name to the end of the value, trailing comment excluded. */
  readonly span: Span;
  /** The whole statement with its leading blanks and trailing comment, without the line break that ends it. */
  readonly lineSpan: Span;
  /**
   * Everything after the first `=` that Kong's file reader would see, trimmed, continuations joined: a comment
   * after the value is still part of it, for what it cuts depends on the release. In an environment file: the
   * value after the file's own unquoting.
   */
  readonly rawValue: string;
  readonly rawValueSpan: Span;
  /** Cooked offsets of {@link rawValue} to offsets of the document. */
  readonly valueMap: SourceMap;
  /** The value a person means: the raw value without a trailing ` # comment`. May be empty. */
  readonly writtenValue: string;
  readonly writtenValueSpan: Span;
  readonly opaque: Opaque | undefined;
  /** The section header that hides this assignment from Kong, where there is one. */
  readonly section: Span | undefined;
  /** Its last line ends with a backslash and nothing follows that could be joined: Kong drops the whole statement. */
  readonly unfinished?: true;
}
