/** A file with its new content. */
export interface Replacement {
  readonly path: string;
  readonly content: Uint8Array;
  /** What was read of the file before; a file that holds something else now is not overwritten. */
  readonly before: Uint8Array;
}

/** Why such a file is left alone. */
export const CHANGED = "it changed since it was read, so nothing was written";

/** A copy of a file that was left, because it is not known which content is the right one. */
export interface KeptCopy {
  readonly of: string;
  readonly copy: string;
}
