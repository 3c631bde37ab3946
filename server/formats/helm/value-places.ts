import type { Span } from "../../../grammar/text/span.ts";
import type { FormatProblem } from "../../model/format.ts";
import { causeAt, type Location, locate } from "../../model/location.ts";
import type { Piece, Value } from "../../model/value.ts";
import { quoteCorrection } from "../shared/quote-correction.ts";
import { statementLines } from "../shared/statement-span.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { type HelmValue, isUnknown, printed, type ValuePlace } from "./values.ts";

/** The places of a setting: its name, its value with and without quotes, the whole of it, its lines. */
export interface SettingPlaces {
  readonly name: Location;
  readonly value: Location;
  readonly inner: Location;
  readonly whole: Location;
  readonly lines: Location;
}

/** The characters of a value that somebody wrote. */
export function locationOfPlace(place: ValuePlace): Location {
  const { path } = place.document;
  return locate(path, place.kind === "words" ? place.value : writtenSpan(place.document.text, place.node));
}

/** The key of a value, or the value where it has none. */
export function keyLocation(place: ValuePlace): Location {
  if (place.kind === "words") return locate(place.document.path, place.name);
  return place.pair === undefined
    ? locationOfPlace(place)
    : locate(place.document.path, innerSpan(place.pair.key));
}

/** The places of a setting that a pair of YAML or a word of `--set` writes. */
export function settingPlaces(place: ValuePlace): SettingPlaces {
  const { path, text } = place.document;
  if (place.kind === "words") {
    const whole = locate(path, { start: place.name.start, end: place.value.end });
    const value = locate(path, place.value);
    return { name: locate(path, place.name), value, inner: value, whole, lines: whole };
  }
  const value = writtenSpan(text, place.node);
  const name = place.pair === undefined ? value : innerSpan(place.pair.key);
  const isOwn = place.pair !== undefined && place.pair.value === place.node;
  const whole =
    isOwn || place.pair === undefined
      ? { start: Math.min(name.start, value.start), end: Math.max(name.end, value.end) }
      : place.pair.span;
  return {
    name: locate(path, name),
    value: locate(path, value),
    inner: locate(path, trimmed(text, innerSpan(place.node))),
    whole: locate(path, whole),
    lines: locate(
      path,
      statementLines(text, place.pair === undefined ? whole : keySpanned(text, place.pair.span)),
    ),
  };
}

function keySpanned(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

function writtenSpan(text: string, { span }: YamlNode): Span {
  return trimmed(text, span);
}

/** A scalar over lines ends with its last character, not with the line breaks after it. */
function trimmed(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

/** A scalar without its quotes. */
function innerSpan(node: YamlNode): Span {
  const { start, end } = node.span;
  const isQuoted = node.kind === "scalar" && (node.style === "single" || node.style === "double");
  return isQuoted && end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };
}

/** A value of a chart as the value of a variable, character by character where the text is as it is written. */
export function valueOfHelm(value: HelmValue): Value {
  const { place } = value;
  if (value.kind === "unknown" || isUnknown(value)) return opaqueValue(value);
  const text = printed(value);
  if (text === "") return { kind: "text", pieces: [] };
  const at = place === undefined ? undefined : locationOfPlace(place);
  const node = place?.kind === "yaml" && place.node.kind === "scalar" ? place.node : undefined;
  const isVerbatim = node !== undefined && node.text === text;
  const piece: Piece = { kind: "text", text, at, map: isVerbatim ? node.map : undefined };
  return { kind: "text", pieces: [piece] };
}

/** A known value as a part of a text that the chart makes; what does not spell it, such as an item of `--set`, is its cause. */
export function pieceOfHelm(value: HelmValue): Piece {
  const text = printed(value);
  const made = valueOfHelm(value);
  const piece = made.kind === "text" ? made.pieces[0] : undefined;
  if (piece?.kind !== "text") return literalPiece(text);
  return piece.at === undefined || piece.map !== undefined ? piece : { ...piece, at: causeAt(piece.at) };
}

/** Quotes for a number or a boolean that was to be text. */
export function quotesAround(value: HelmValue | undefined): Pick<FormatProblem, "correction"> {
  const place = value?.place;
  if (place?.kind !== "yaml" || place.node.kind !== "scalar" || place.node.style !== "plain") return {};
  if (value?.kind !== "boolean" && value?.kind !== "number") return {};
  const at = locationOfPlace(place);
  const correction = quoteCorrection(at, place.document.text.slice(at.start, at.end));
  return correction === undefined ? {} : { correction };
}

/** Text of the chart's own. */
export function literalPiece(text: string): Piece {
  return { kind: "text", text, at: undefined, map: undefined };
}

function opaqueValue(value: HelmValue): Value {
  const { place } = value;
  if (value.kind === "unknown" && value.why === "refused") return { kind: "refused" };
  const why = value.kind === "unknown" && value.why !== "refused" ? value.why : "template";
  if (place === undefined)
    return { kind: "text", pieces: [{ kind: "opaque", why, text: "", at: undefined, map: undefined }] };
  const at = locationOfPlace(place);
  return { kind: "text", pieces: [opaqueAt(why, at, place.document.text.slice(at.start, at.end))] };
}
