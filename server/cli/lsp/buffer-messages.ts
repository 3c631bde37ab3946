import { Writable } from "node:stream";

const HEADER_END = Buffer.from("\r\n\r\n");

/**
 * Joins the header of a message and its body, which the library writes one after the other: the client wakes up once for a
 * message, and nothing waits for the client's word about the first half.
 */
export class WholeMessages extends Writable {
  readonly #target: NodeJS.WritableStream;
  #header: Buffer | undefined;

  constructor(target: NodeJS.WritableStream) {
    super();
    this.#target = target;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#header === undefined && chunk.subarray(-HEADER_END.length).equals(HEADER_END)) {
      this.#header = chunk;
      done();
      return;
    }
    const whole = this.#header === undefined ? chunk : Buffer.concat([this.#header, chunk]);
    this.#header = undefined;
    this.#target.write(whole, done);
  }
}
