import type { Span } from "../../grammar/text/span.ts";
import { sensitiveProperties } from "../../schemas/generated/sensitive-properties.ts";
import type { FileSystem } from "../../server/platform/platform.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { openSource } from "../../server/workspace/open-source.ts";
import { Snapshot } from "../../server/workspace/snapshot.ts";

/** A file, and what it is called where that is told. */
export interface MaskedFile {
  readonly id: string;
  /** Absolute. */
  readonly path: string;
}

/** Lines with something masked, and those with something masked that is no part of a secret. */
export interface MaskingTally {
  readonly files: number;
  readonly lines: number;
  readonly masked: number;
  readonly over: readonly string[];
}

/** The next word of a command, the next variable, or what ends a line: none of it is a part of a secret. */
const NEXT =
  /[^\S\r\n](?:-{1,2}[A-Za-z][\w-]*(?:[= ]|$)|[A-Z][A-Z0-9_]{3,}=|KONG_[A-Z0-9_]+\s*[=:]|\\$|&&|\|\|?[^\S\r\n])/;

/** Values that no secret has: switches, numbers with a unit, paths, addresses without credentials, names of certificates. */
const PLAIN =
  /^(?:on|off|true|false|yes|no|none|null|nil|\d{1,5}[kKmMgGsd]?|\/[\w./-]*|(?:https?:\/\/)?[\w.-]+:\d{1,5}(?:\/[\w./-]*)?|(?:\d{1,3}\.){3}\d{1,3}(?:\/\d+)?|localhost|postgres|cassandra|info|notice|warn|error|debug)$/;

/** A setting of a line, commented out or not, with or without the words and quotes that other formats put around it. */
const SETTING = /^[\s#;-]*(?:export\s+|ENV\s+|-e\s+)?["']?(?:KONG_)?(\w+)["']?\s*[=:]\s*(.*?)\s*,?$/i;

/** Masks every file as reports do, and looks for more than the secrets in what is masked. */
export async function maskingOf(files: readonly MaskedFile[], from: FileSystem): Promise<MaskingTally> {
  const deps = { snapshot: Snapshot.of(from), folder: "/" };
  const tally = { files: 0, lines: 0, masked: 0, over: [] as string[] };
  for (const { id, path } of files) {
    const opened = await openSource({ shown: path, absolute: path, named: true }, deps);
    if (opened.kind !== "opened") continue;
    const { linked } = opened.source;
    if (linked.units.length === 0) continue;
    tally.files++;
    const { redactor } = await analyze(linked, {});
    const spans = redactor.maskedSpans(linked.source);
    linked.source.document.text.split("\n").reduce((start, line, index) => {
      tally.lines++;
      const pieces = maskedIn(spans, start, line);
      if (pieces.length > 0) tally.masked++;
      if (pieces.some((piece) => isTooMuch(piece, line))) tally.over.push(`${id}:${index + 1}`);
      return start + line.length + 1;
    }, 0);
  }
  return tally;
}

/** Whether what is masked of a line reaches into what follows, or is the plain value of a setting that holds no secret. */
export function isTooMuch(piece: string, line: string): boolean {
  if (NEXT.test(piece)) return true;
  const [, name = "", value = ""] = SETTING.exec(line) ?? [];
  const plain = value.replace(/^["']|["']$/g, "");
  return piece.includes(plain) && PLAIN.test(plain) && !sensitiveProperties.has(name.toLowerCase());
}

function maskedIn(spans: readonly Span[], start: number, line: string): readonly string[] {
  return spans
    .filter((span) => span.start < start + line.length && span.end > start)
    .map((span) => line.slice(Math.max(0, span.start - start), span.end - start));
}
