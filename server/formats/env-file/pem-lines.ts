import { span } from "../../../grammar/text/span.ts";
import { SpanSet } from "../../../grammar/text/span-set.ts";
import type { EnvFileReading } from "./reading.ts";

/** A certificate or key as the text of a variable of Kong, from its first line to its last. */
const BLOCK =
  /^[ \t]*(?:export[ \t]+)?KONG_[A-Z0-9_]+=["']?-----BEGIN ([A-Z0-9 ]+)-----[^\n]*\n(?:(?!-----BEGIN )[^\n]*\n){0,400}?[ \t]*-----END \1-----[^\n]*/gm;

/**
 * A reading without what its reader refuses on the later lines of a certificate: these lines follow from one fault, which is that of
 * the first line.
 */
export function withoutPemLines(text: string, reading: EnvFileReading): EnvFileReading {
  if (!reading.notes.some(({ refuses }) => refuses) || !text.includes("-----BEGIN ")) return reading;
  const lines = new SpanSet(
    [...text.matchAll(BLOCK)].map(({ 0: block, index }) =>
      span(index + block.indexOf("\n") + 1, index + block.length),
    ),
  );
  return { ...reading, notes: reading.notes.filter(({ refuses, at }) => !refuses || !lines.sharesPlace(at)) };
}
