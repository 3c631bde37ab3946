import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Span } from "../../../grammar/text/span.ts";
import { nodePlatform } from "../../../server/platform/node.ts";
import { analyze } from "../../../server/workspace/analyze.ts";
import { openSource } from "../../../server/workspace/open-source.ts";
import { Snapshot } from "../../../server/workspace/snapshot.ts";
import type { CorpusCopy } from "./corpus-files.ts";

/** Lines with something masked that is no part of a secret. */
export interface MaskingTally {
  readonly lines: number;
  readonly masked: number;
  readonly over: readonly string[];
}

/** The next word of a command, the next variable, or what ends a line: none of it is a part of a secret. */
const NEXT =
  /[^\S\r\n](?:-{1,2}[A-Za-z][\w-]*(?:[= ]|$)|[A-Z][A-Z0-9_]{3,}=|KONG_[A-Z0-9_]+\s*[=:]|\\$|&&|\|\|?[^\S\r\n])/;

/** Masks every file as reports do, and looks for more than the secrets in what is masked. */
export async function maskingOf({ folder, files }: CorpusCopy): Promise<MaskingTally> {
  const deps = { snapshot: Snapshot.of(nodePlatform().files), folder };
  let lines = 0;
  let masked = 0;
  const over: string[] = [];
  for (const file of files) {
    const opened = await openSource(
      { shown: file.path, absolute: join(folder, file.path), named: true },
      deps,
    );
    if (opened.kind !== "opened") continue;
    const text = readFileSync(join(folder, file.path), "utf8");
    const { linked } = opened.source;
    const { redactor } = await analyze(linked, {});
    const spans = redactor.maskedSpans(linked.source);
    text.split("\n").reduce((start, line, index) => {
      lines++;
      const pieces = maskedIn(spans, start, line);
      if (pieces.length > 0) masked++;
      if (pieces.some((piece) => NEXT.test(piece))) over.push(`${file.id}:${index + 1}`);
      return start + line.length + 1;
    }, 0);
  }
  return { lines, masked, over };
}

function maskedIn(spans: readonly Span[], start: number, line: string): readonly string[] {
  return spans
    .filter((span) => span.start < start + line.length && span.end > start)
    .map((span) => line.slice(Math.max(0, span.start - start), span.end - start));
}
