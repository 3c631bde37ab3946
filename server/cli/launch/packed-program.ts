import { readFileSync } from "node:fs";

/** Where a pack is, in bytes: a stretch of what the packed file unpacks to. */
export interface PackPlace {
  readonly start: number;
  readonly length: number;
  /** How much of the packed file has to be unpacked to get it. */
  readonly packedEnd: number;
  readonly crc: number;
}

/** How a program is packed: in one file, for what is packed together becomes a tenth smaller. */
export interface Packing {
  /** By their names; those of the bundles are among them. */
  readonly packs: Readonly<Record<string, PackPlace>>;
  /** The packs of the parts that are not in {@link MORE}, by the names of the parts. */
  readonly places: Readonly<Record<string, string>>;
}

/** The packed file is not as it was packed, or cannot be read. */
export class DamagedProgram extends Error {
  override readonly name = "DamagedProgram";
}

/** The packed file, beside the launcher. */
export const PACKED_FILE = "program.br";

/** The pack of the parts that have no other. */
export const MORE = "more";

/**
 * A pack, unpacked: the lengths of its parts by name on the first line, and the parts one after the other. All of it is ASCII.
 */
export function packText(parts: ReadonlyMap<string, string>): string {
  const lengths = Object.fromEntries([...parts].map(([name, text]) => [name, text.length]));
  return `${JSON.stringify(lengths)}\n${[...parts.values()].join("")}`;
}

/** The parts of a pack by name: as bytes, for most of them are never needed as texts, which the garbage collector would look after. */
export function partsOf(pack: Buffer): ReadonlyMap<string, Buffer> {
  let at = pack.indexOf("\n") + 1;
  const lengths: Readonly<Record<string, number>> = JSON.parse(pack.toString("latin1", 0, at));
  const parts = new Map<string, Buffer>();
  for (const [name, length] of Object.entries(lengths)) {
    parts.set(name, pack.subarray(at, at + length));
    at += length;
  }
  return parts;
}

/**
 * Unpacks a pack. A packed file has no checksum of its own, and what comes out of a damaged one would be run, and kept for later
 * runs too.
 * @throws DamagedProgram
 */
export function unpack(file: string, { start, length, packedEnd, crc }: PackPlace): Buffer {
  const { brotliDecompressSync, constants, crc32 } = process.getBuiltinModule("node:zlib");
  try {
    const packed = readFileSync(file).subarray(0, packedEnd);
    const unpacked = brotliDecompressSync(packed, {
      finishFlush: constants.BROTLI_OPERATION_FLUSH,
      // One piece, and room to see that nothing follows.
      chunkSize: start + length + 64,
    }).subarray(start);
    if (unpacked.length === length && crc32(unpacked) === crc) return unpacked;
  } catch {
    // What it was is of no use to whoever reads the message.
  }
  throw new DamagedProgram(`${file} is damaged or cannot be read. Install kong-lint again.`);
}
