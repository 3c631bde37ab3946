import { span } from "../../../grammar/text/span.ts";
import { SpanSet } from "../../../grammar/text/span-set.ts";
import type { EnvFileReading } from "./reading.ts";

/** A certificate or key as the text of a variable of Kong, from its first line to its last. */
const BLOCK =
  /^[ \t]*(?:export[ \t]+)?KONG_[A-Z0-9_]+=["']?-----BEGIN ([A-Z0-9 ]+)-----[^\n]*\n(?:(?!-----BEGIN )[^\n]*\n){0,400}?[ \t]*-----END \1-----[^\n]*/gm;

/**
 * A reading in which what its reader refuses on the later lines of a certificate is the consequence of one fault, which is that of the
 * first line.
 */
export function withPemLines(text: string, reading: EnvFileReading): EnvFileReading {
  if (!reading.notes.some(({ refuses }) => refuses) || !text.includes("-----BEGIN ")) return reading;
  const lines = new SpanSet(
    [...text.matchAll(BLOCK)].map(({ 0: block, index }) =>
      span(index + block.indexOf("\n") + 1, index + block.length),
    ),
  );
  const notes = reading.notes.map((note) =>
    note.refuses && lines.sharesPlace(note.at) ? { ...note, isConsequence: true as const } : note,
  );
  return { ...reading, notes };
}
