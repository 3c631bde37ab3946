import { FileError } from "./file-error.ts";

/** Bytes that are asked for at once. */
const PIECE = 64 * 1024;
/** More than this comes from something that has no end, such as `/dev/zero`. */
const MOST_STREAMED = 64 * 1024 * 1024;

/** What a pipe, a device or standard input has given so far. */
export class StreamedBytes {
  readonly #name: string;
  readonly #pieces: Uint8Array[] = [];
  #size = 0;

  /** @param name what the reader calls the source, for the error */
  constructor(name: string) {
    this.#name = name;
  }

  /** Keeps a piece. Throws a {@link FileError} when more has come than any configuration has. */
  add(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#size += piece.length;
    if (this.#size > MOST_STREAMED) throw new FileError(this.#name, "has no end");
  }

  /**
   * Takes pieces to the end. What came before an error of `read` stays.
   * @param read fills the bytes from the start and says how many came, 0 at the end
   */
  drain(read: (into: Uint8Array) => number): void {
    for (;;) {
      const piece = new Uint8Array(PIECE);
      const count = read(piece);
      if (count === 0) return;
      this.add(piece.subarray(0, count));
    }
  }

  /** All that came. */
  whole(): Uint8Array {
    const whole = new Uint8Array(this.#size);
    let offset = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, offset);
      offset += piece.length;
    }
    return whole;
  }
}
