import { readSync } from "node:fs";
import { MOST_BYTES } from "./most-bytes.ts";

/** Bytes that are asked for at once. */
const PIECE = 64 * 1024;

/**
 * Standard input to its end, or to the first piece beyond what a configuration may have: what feeds it may never end
 * (`/dev/zero`), and then the size says already what is wrong.
 */
export async function readStdin(): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  const keep = (piece: Buffer): boolean => {
    pieces.push(piece);
    size += piece.length;
    return size <= MOST_BYTES;
  };
  try {
    for (;;) {
      const piece = Buffer.allocUnsafe(PIECE);
      const count = readSync(0, piece);
      if (count === 0 || !keep(piece.subarray(0, count))) break;
    }
  } catch {
    // A terminal or a pipe that does not block: wait for the rest as Node's own stream does.
    for await (const chunk of process.stdin) if (!keep(Buffer.from(chunk))) break;
  }
  return Buffer.concat(pieces);
}
