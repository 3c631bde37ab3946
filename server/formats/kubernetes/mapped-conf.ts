import { SourceMap } from "../../../grammar/text/source-map.ts";
import type { Span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import { causeAt, type Location, locate } from "../../model/location.ts";
import { SourceDocument } from "../../model/source-document.ts";
import type { Piece } from "../../model/value.ts";
import { kongConf } from "../kong-conf/format.ts";

/**
 * The settings of a kong.conf that a manifest has in quotes or as base64. Those in quotes have the places of their characters; base64
 * has none for a part of it, so all of it brings each setting about.
 */
export function mappedSettings(pieces: readonly Piece[]): readonly Assignment[] | undefined {
  const [piece, ...others] = pieces;
  if (piece?.kind !== "text" || piece.at === undefined || others.length > 0) return undefined;
  const { at, map, text } = piece;
  const place = (span: Span): Location =>
    map === undefined ? causeAt(at) : locate(at.source, map.spanToSource(span));
  const { assignments } = kongConf.parse(new SourceDocument(at.source, text));
  return assignments.map((assignment) => placed(assignment, place));
}

function placed(assignment: Assignment, place: (span: Span) => Location): Assignment {
  const { value } = assignment;
  return {
    ...assignment,
    nameSpan: place(assignment.nameSpan),
    span: place(assignment.span),
    lineSpan: place(assignment.lineSpan),
    rawValueSpan: place(assignment.rawValueSpan),
    writtenValueSpan: place(assignment.writtenValueSpan),
    section: assignment.section === undefined ? undefined : place(assignment.section),
    value:
      value.kind === "text"
        ? { kind: "text", pieces: value.pieces.map((piece) => placedPiece(piece, place)) }
        : value,
  };
}

/** Where no character of the piece is written in another way, each has its own place. */
function placedPiece(piece: Piece, place: (span: Span) => Location): Piece {
  if (piece.at === undefined) return piece;
  const at = place(piece.at);
  const isPlain = at.isCause !== true && at.end - at.start === piece.text.length;
  return { ...piece, at, map: isPlain ? SourceMap.identity(at.start, piece.text.length) : undefined };
}
