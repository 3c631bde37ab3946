import { setImmediate } from "node:timers/promises";
import { constants, crc32, createBrotliCompress } from "node:zlib";
import type { PackPlace } from "../../../server/cli/launch/packed-program.ts";

/** Texts as one compressed file. */
export interface Compressed {
  readonly packed: Buffer;
  /** Where each text is, by its name. */
  readonly places: Readonly<Record<string, PackPlace>>;
}

/**
 * Compresses texts one after the other, each with what the ones before it have in common with it. A text can be had without
 * those that follow it.
 * @param texts by name, of ASCII
 */
export async function compressInTurn(texts: ReadonlyMap<string, string>): Promise<Compressed> {
  const stream = createBrotliCompress({
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: lengthOf([...texts.values()]),
    },
  });
  const pieces: Buffer[] = [];
  stream.on("data", (piece: Buffer) => pieces.push(piece));
  const places: Record<string, PackPlace> = {};
  let start = 0;
  for (const [name, text] of texts) {
    stream.write(text, "latin1");
    await new Promise<void>((resolve) => stream.flush(constants.BROTLI_OPERATION_FLUSH, () => resolve()));
    await setImmediate();
    const packedEnd = lengthOf(pieces);
    const crc = crc32(Buffer.from(text, "latin1"));
    places[name] = { start, length: text.length, packedEnd, crc };
    start += text.length;
  }
  const ended = new Promise((resolve) => stream.once("end", resolve));
  stream.end();
  await ended;
  return { packed: Buffer.concat(pieces), places };
}

function lengthOf(parts: readonly { readonly length: number }[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
