import { SourceMap } from "../../../grammar/text/source-map.ts";
import { type Span, span } from "../../../grammar/text/span.ts";
import type { SourceFormat } from "../../../server/model/format.ts";
import type { Source } from "../../../server/model/source.ts";
import type { SourceDocument } from "../../../server/model/source-document.ts";

/** A part of a value: characters, or the name of a file whose text goes there. */
export type ToyPart =
  | { readonly kind: "text"; readonly text: string; readonly span: Span; readonly map: SourceMap }
  | { readonly kind: "file"; readonly path: string; readonly text: string; readonly span: Span };

/** `name: value` */
export interface ToySetting {
  readonly name: string;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
  readonly parts: readonly ToyPart[];
  readonly span: Span;
}

/** `kong NAME VERSION { … }`, one process, or `all { … }`, which every process gets. */
export interface ToyBlock {
  /** undefined: every process. */
  readonly name: string | undefined;
  readonly nameSpan: Span;
  readonly version: string | undefined;
  readonly versionSpan: Span;
  readonly span: Span;
  /** Between the braces. */
  readonly inner: Span;
  readonly settings: readonly ToySetting[];
}

export interface ToySource extends Source {
  readonly blocks: readonly ToyBlock[];
}

const BLOCK = /(?:\bkong[ ]+(?<name>[\w-]+)[ ]+(?<version>[\d.]+)|\ball)[ ]*\{(?<inner>[^{}]*)(?:\}|$)/dg;
const SETTING = /(?<name>[A-Za-z_][\w]*)[ ]*:[ ]*(?<value>[^;{}]*?)[ \n]*(?=;|$)/dg;
const FILE = /@\((?<path>[^()]*)\)/dg;

/** Any text is taken: what is no block says nothing. */
export function parseToy(format: SourceFormat<ToySource>, document: SourceDocument): ToySource {
  return {
    format,
    document,
    embedded: [],
    file: undefined,
    otherLines: undefined,
    templateSpans: [],
    branches: undefined,
    blocks: [...document.text.matchAll(BLOCK)].map((match) => blockOf(match, document.text)),
  };
}

function blockOf(match: RegExpExecArray, text: string): ToyBlock {
  const whole = spanOf(match.indices?.[0]);
  const groups = match.indices?.groups;
  const inner = spanOf(groups?.inner);
  const nameSpan = groups?.name === undefined ? span(whole.start, whole.start + 3) : spanOf(groups.name);
  return {
    name: match.groups?.name,
    nameSpan,
    version: match.groups?.version,
    versionSpan: groups?.version === undefined ? nameSpan : spanOf(groups.version),
    span: whole,
    inner,
    settings: [...text.slice(inner.start, inner.end).matchAll(SETTING)].map((each) =>
      settingOf(each, inner.start),
    ),
  };
}

function settingOf(match: RegExpExecArray, shift: number): ToySetting {
  const groups = match.indices?.groups;
  const nameSpan = spanOf(groups?.name, shift);
  const valueSpan = spanOf(groups?.value, shift);
  return {
    name: match.groups?.name ?? "",
    nameSpan,
    valueSpan,
    parts: partsOf(match.groups?.value ?? "", valueSpan.start),
    span: span(nameSpan.start, valueSpan.end),
  };
}

function partsOf(value: string, start: number): readonly ToyPart[] {
  const parts: ToyPart[] = [];
  const addText = (from: number, to: number) => {
    if (from === to) return;
    const place = span(start + from, start + to);
    const map = SourceMap.identity(place.start, to - from);
    parts.push({ kind: "text", text: value.slice(from, to), span: place, map });
  };
  let at = 0;
  for (const match of value.matchAll(FILE)) {
    addText(at, match.index);
    at = match.index + match[0].length;
    const place = span(start + match.index, start + at);
    parts.push({ kind: "file", path: match.groups?.path ?? "", text: match[0], span: place });
  }
  addText(at, value.length);
  return parts;
}

function spanOf(indices: readonly [number, number] | undefined, shift = 0): Span {
  return span(shift + (indices?.[0] ?? 0), shift + (indices?.[1] ?? 0));
}
