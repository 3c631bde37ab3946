import { SourceMap } from "../../../grammar/text/source-map.ts";
import { type Span, span } from "../../../grammar/text/span.ts";
import type { SourceFormat } from "../../model/format.ts";
import type { Source, SourceComment } from "../../model/source.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { type Cooked, CookedBuilder, sliceCooked } from "../shared/cooked.ts";
import { plainSource } from "../shared/plain-source.ts";
import { SYSTEMD } from "./detect.ts";

/** `Name=value` of a unit, lines that continue it included. */
export interface Setting {
  readonly section: string;
  readonly name: string;
  readonly nameSpan: Span;
  /** The value with the characters that write it: a `\` at the end of a line is a blank. */
  readonly value: Cooked;
  readonly valueSpan: Span;
  /** All its lines, without the last line break. */
  readonly span: Span;
}

export interface SystemdSource extends Source {
  readonly kind: "systemd";
  readonly settings: readonly Setting[];
  readonly comments: readonly SourceComment[];
}

/** Whether a source is a unit of systemd. */
export function isSystemd(source: Source): source is SystemdSource {
  return source.format.id === SYSTEMD;
}

/** Reads the lines of a unit as systemd does (measured with 252). */
export function parseSystemd(format: SourceFormat<SystemdSource>, document: SourceDocument): SystemdSource {
  const settings: Setting[] = [];
  const comments: SourceComment[] = [];
  const { text, path } = document;
  let section = "";
  let pending: { builder: CookedBuilder; start: number } | undefined;
  for (let at = text.startsWith("\ufeff") ? 1 : 0; at < text.length; ) {
    const found = text.indexOf("\n", at);
    const stop = found < 0 ? text.length : found;
    const end = stop > at && text.charAt(stop - 1) === "\r" ? stop - 1 : stop;
    const line = text.slice(at, end);
    const lead = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (/^[#;]/.test(line.slice(lead))) {
      // A comment between the lines of a setting is no part of it.
      comments.push({ span: span(at + lead, end), text: line.slice(lead) });
    } else {
      pending ??= { builder: new CookedBuilder(path), start: at };
      const continues = endsWithBackslash(line) && found >= 0;
      pending.builder.add(continues ? line.slice(0, -1) : line, at);
      if (continues) pending.builder.add(" ", end - 1, false);
      else {
        const cooked = pending.builder.build(at);
        const header = /^\s*\[([^\]]*)\]\s*$/.exec(cooked.text);
        if (header !== null) section = header[1] ?? "";
        else settings.push(...settingOf(cooked, section, span(pending.start, end)));
        pending = undefined;
      }
    }
    at = stop + 1;
  }
  return { ...plainSource(format, document), kind: "systemd", settings, comments };
}

function endsWithBackslash(line: string): boolean {
  return (/\\+$/.exec(line)?.[0].length ?? 0) % 2 === 1;
}

function settingOf(cooked: Cooked, section: string, lines: Span): Setting[] {
  const sign = cooked.text.indexOf("=");
  if (sign < 0) return [];
  const written = cooked.text.slice(0, sign);
  const name = written.trim();
  const start = written.length - written.trimStart().length;
  const rest = cooked.text.slice(sign + 1);
  const from = sign + 1 + rest.length - rest.trimStart().length;
  const to = Math.max(from, sign + 1 + rest.trimEnd().length);
  const at = cooked.map.toSource(sign) + 1;
  return [
    {
      section,
      name,
      nameSpan: cooked.map.spanToSource({ start, end: start + name.length }),
      value: { ...cooked, text: cooked.text.slice(from, to), map: sliceMap(cooked, from, to, at) },
      valueSpan: from < to ? cooked.map.spanToSource({ start: from, end: to }) : span(at, at),
      span: lines,
    },
  ];
}

function sliceMap(cooked: Cooked, start: number, end: number, fallback: number): Cooked["map"] {
  return start < end ? sliceCooked(cooked, { start, end }).map : SourceMap.identity(fallback, 0);
}
