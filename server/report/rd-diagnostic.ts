import type { FileReport, ReportedFinding } from "../engine/report.ts";
import { linesOf } from "./file-lines.ts";
import { oneLine } from "./plain-text.ts";
import { suggestionOf } from "./suggestion.ts";

/** reviewdog knows no hints. */
const SEVERITIES = { error: "ERROR", warning: "WARNING", info: "INFO", hint: "INFO" } as const;

/** A finding as reviewdog's Diagnostic: lines from 1, columns from 1 in UTF-8 bytes, end exclusive. */
export function rdDiagnostic(file: FileReport, finding: ReportedFinding): object {
  const fix = finding.fixes.find(({ applicability }) => applicability !== "display");
  const suggestion = fix === undefined ? undefined : suggestionOf(file, fix);
  return {
    message: oneLine(finding.message),
    location: location(file, finding.span.start, finding.span.end),
    severity: SEVERITIES[finding.severity],
    source: { name: "kong-lint" },
    code: { value: finding.rule, url: finding.docs },
    ...(suggestion === undefined
      ? {}
      : {
          suggestions: [
            { range: range(file, suggestion.span.start, suggestion.span.end), text: suggestion.newText },
          ],
        }),
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map((place) => ({
            message: oneLine(place.message),
            location: location(file, place.span.start, place.span.end),
          })),
        }),
  };
}

function location(file: FileReport, start: number, end: number): object {
  return { path: file.path, range: range(file, start, end) };
}

function range(file: FileReport, start: number, end: number): object {
  return { start: position(file, start), end: position(file, end) };
}

/** Masked characters are as many bytes as those they hide, so the redacted text counts right. */
function position(file: FileReport, offset: number): { line: number; column: number } {
  const lines = linesOf(file);
  const { line, character } = lines.positionAt(offset);
  const start = lines.lineStart(line);
  return { line: line + 1, column: utf8Length(file.text, start, start + character) + 1 };
}

/** Bytes of a range as it stands in the file: a lone surrogate stands for a byte that is no UTF-8. */
function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let offset = start; offset < end; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00) {
      bytes += 4;
      offset++;
    } else if (unit >= 0xdc00 && unit < 0xe000) bytes += 1;
    else bytes += 3;
  }
  return bytes;
}
