/** How a provider wants what all of them can show. */
export interface MarkupSupport {
  /** Opens a block with a replacement for the lines that a comment stands on, of which there are so many. */
  suggestion(lines: number): string;
  /** The address of a line (from 1) of the request's version of a file. */
  lineAddress(path: string, line: number): string;
  /** Whether a comment can span several lines; where it cannot, it stands on the last. */
  readonly spans: boolean;
}
