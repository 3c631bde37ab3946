/** What V8 compiled of a bundle. */
export interface CompiledCode {
  /** As `vm.Script` takes and gives it. */
  readonly data: Buffer;
  /** The unpacked text of which it was compiled; empty where the bundle is a file that can be read as fast. */
  readonly text: Buffer;
  /** How many parts of the bundle had been run, and so compiled, when it was kept. */
  readonly parts: number;
  /** What had been done with the bundle, in the words of {@link CodeKeeper.note}. */
  readonly work: ReadonlySet<string>;
}

const MAGIC = Buffer.from("KLCC0004", "latin1");
/** The magic number, the number of parts, and the lengths of the words for the work that follow and of the text at the end. */
const HEADER = MAGIC.length + 12;
/** V8 copies compiled code that does not start at a multiple of this, in bytes. */
const ALIGNMENT = 8;
/** How much of a file is compared at once, in bytes. */
const PIECE = 131_072;

/**
 * The content of a cache file: everything twice. V8 does not check the code, so damage has to be found first, and the two halves of a
 * damaged file differ. To compare them takes 0.1 ms. A checksum takes 2 ms at each start: Node has one only in a module that is not
 * loaded otherwise.
 */
export function encode({ data, text, parts, work }: CompiledCode): Buffer {
  const words = Buffer.from([...work].join(" "), "latin1");
  const start = startOfCode(words.length);
  const head = Buffer.alloc(start);
  MAGIC.copy(head);
  head.writeUInt32LE(parts, MAGIC.length);
  head.writeUInt32LE(words.length, MAGIC.length + 4);
  head.writeUInt32LE(text.length, MAGIC.length + 8);
  words.copy(head, HEADER);
  return Buffer.concat([head, data, text, head, data, text]);
}

/** Reads bytes from a position, at most as many as asked for, and gives their number. */
type ReadAt = (target: Buffer, length: number, position: number) => number;

/**
 * @param size of the content, in bytes
 * @returns undefined for what {@link encode} did not make, or was changed since
 */
export function decode(size: number, readAt: ReadAt): CompiledCode | undefined {
  const half = firstHalf(size, readAt);
  if (half === undefined || !half.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const length = half.readUInt32LE(MAGIC.length + 4);
  const end = half.length - half.readUInt32LE(MAGIC.length + 8);
  return {
    parts: half.readUInt32LE(MAGIC.length),
    work: new Set(half.toString("latin1", HEADER, HEADER + length).split(" ")),
    data: half.subarray(startOfCode(length), end),
    text: half.subarray(end),
  };
}

/** The first half, if the second is the same. That is compared piece by piece: fresh memory costs more than to read into it. */
function firstHalf(size: number, readAt: ReadAt): Buffer | undefined {
  const length = size / 2;
  if (length < HEADER || !Number.isInteger(length)) return undefined;
  const half = Buffer.allocUnsafeSlow(length);
  if (readAt(half, length, 0) !== length) return undefined;
  const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, length));
  for (let at = 0; at < length; ) {
    const got = readAt(piece, Math.min(PIECE, length - at), length + at);
    if (got === 0 || piece.compare(half, at, at + got, 0, got) !== 0) return undefined;
    at += got;
  }
  return half;
}

function startOfCode(words: number): number {
  return Math.ceil((HEADER + words) / ALIGNMENT) * ALIGNMENT;
}
