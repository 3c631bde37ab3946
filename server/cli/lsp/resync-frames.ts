import { Transform, type TransformCallback } from "node:stream";

const HEADER_END = Buffer.from("\r\n\r\n");
/** More than any header has: what has no end until then is none. */
const MOST_HEADER = 8192;
/** In bytes. No message about a configuration is as long. */
const MOST_BODY = 1 << 28;

/**
 * Passes on the messages of a byte stream and drops what stands between them. The reader of the library takes a header
 * that is none for the beginning of the next message, and then understands nothing more.
 */
export class MendFraming extends Transform {
  #header = Buffer.alloc(0);
  #bodyLeft = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#bodyLeft > 0) {
        const body = rest.subarray(0, this.#bodyLeft);
        this.#bodyLeft -= body.length;
        this.push(body);
        rest = rest.subarray(body.length);
      } else rest = this.#takeHeader(rest);
    }
    done();
  }

  /** @returns what follows the header; nothing where its end is still to come */
  #takeHeader(bytes: Buffer): Buffer {
    const block = this.#header.length === 0 ? bytes : Buffer.concat([this.#header, bytes]);
    const end = block.indexOf(HEADER_END);
    if (end === -1) {
      this.#header = Buffer.from(block.subarray(Math.max(0, block.length - MOST_HEADER)));
      return Buffer.alloc(0);
    }
    this.#header = Buffer.alloc(0);
    const length = bodyLength(block.toString("latin1", Math.max(0, end - MOST_HEADER), end));
    if (length !== undefined) {
      this.#bodyLeft = length;
      this.push(`Content-Length: ${length}\r\n\r\n`);
    }
    return block.subarray(end + HEADER_END.length);
  }
}

/** What the last `Content-Length` of a header says, though something else stands before it. */
function bodyLength(header: string): number | undefined {
  const lengths = [...header.matchAll(/content-length:[ \t]*(\d{1,9})[ \t]*$/gim)];
  const length = Number(lengths.at(-1)?.[1]);
  return length > 0 && length <= MOST_BODY ? length : undefined;
}
