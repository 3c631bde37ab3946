import { span } from "../../../grammar/text/span.ts";
import { locate } from "../../model/location.ts";
import type { Piece } from "../../model/value.ts";
import { type Cooked, opaquePiece, pieceOf } from "../shared/cooked.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { resolveScalar } from "../yaml/resolve-plain.ts";
import type { YamlNode } from "../yaml/tree.ts";
import type { EcsSource } from "./ecs-source.ts";

/** A value of a task definition, or what it is instead of a text. */
export interface ReadValue {
  readonly pieces: readonly Piece[];
  /** `a number`, where a text is expected. */
  readonly wrong: string | undefined;
}

/** What Terraform, CloudFormation and scripts fill in. */
const FILLED_IN = /\$\{[^}]*\}|\{\{[\s\S]*?\}\}|%\{[^}]*\}/g;

/** Reads a value; functions of CloudFormation are known at run time only. */
export function readValue(source: EcsSource, node: YamlNode): ReadValue {
  const { path, text } = source.document;
  const at = locate(path, node.span);
  const written = text.slice(node.span.start, node.span.end);
  if (node.kind === "alias") return { pieces: [], wrong: undefined };
  if (node.kind !== "scalar") return { pieces: [opaqueAt("function", at, written)], wrong: undefined };
  if (node.tag?.startsWith("!") === true && !node.tag.startsWith("!!") && node.tag !== "!")
    return { pieces: [opaqueAt("function", at, written)], wrong: undefined };
  // What was masked to be read.
  if (written.startsWith("${") && node.style === "plain")
    return { pieces: [opaqueAt("template", at, written)], wrong: undefined };
  const resolved = resolveScalar(node, "go-yaml-3");
  if (resolved.type === "null") return { pieces: [], wrong: undefined };
  const cooked: Cooked = { source: path, text: node.text, map: node.map };
  const isText = resolved.type === "text" || resolved.type === "merge";
  return {
    pieces: piecesOf(cooked),
    // CloudFormation makes text of numbers and booleans, the API of ECS refuses them.
    wrong: isText || !source.isJson ? undefined : resolved.type === "boolean" ? "a boolean" : "a number",
  };
}

function piecesOf(cooked: Cooked): readonly Piece[] {
  return cooked.text === "" ? [] : splitFilledIn(pieceOf(cooked, span(0, cooked.text.length)));
}

/** A piece of text as several, where parts of it are filled in at run time. */
export function splitFilledIn(piece: Piece): readonly Piece[] {
  if (piece.kind === "opaque" || piece.at === undefined || piece.map === undefined) return [piece];
  const cooked: Cooked = { source: piece.at.source, text: piece.text, map: piece.map };
  const pieces: Piece[] = [];
  let run = 0;
  for (const match of cooked.text.matchAll(FILLED_IN)) {
    if (run < match.index) pieces.push(pieceOf(cooked, span(run, match.index)));
    run = match.index + match[0].length;
    pieces.push(opaquePiece(cooked, span(match.index, run), "template"));
  }
  if (run < cooked.text.length) pieces.push(pieceOf(cooked, span(run, cooked.text.length)));
  return pieces;
}

/** A node without its quotes. */
export function innerSpan(node: YamlNode): { readonly start: number; readonly end: number } {
  const { start, end } = node.span;
  const isQuoted = node.kind === "scalar" && (node.style === "single" || node.style === "double");
  return isQuoted && end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };
}
