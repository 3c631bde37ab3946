import type { Location } from "../../model/location.ts";
import { locate, location } from "../../model/location.ts";
import type { Piece, Value } from "../../model/value.ts";
import { type Cooked, opaquePiece, sliceCooked, textOfPieces } from "../shared/cooked.ts";
import { type Interpolated, interpolate } from "../shared/interpolate.ts";
import { isTemplate } from "../shared/template.ts";
import type { Lookup } from "../shared/variables.ts";
import { type Resolved, resolveScalar } from "../yaml/resolve-plain.ts";
import type { YamlNode, YamlScalar } from "../yaml/tree.ts";
import type { ComposeFile } from "./definition.ts";
import type { ComposeDialect } from "./reader.ts";

/** What Compose is run with: its version, and the variables that it fills in. */
export interface ComposeRun {
  readonly dialect: ComposeDialect;
  readonly lookup: Lookup;
}

/** A scalar as Compose has it after types and variables. */
export interface ReadScalar {
  /** undefined: no value at all (`~`, nothing). */
  readonly pieces: readonly Piece[] | undefined;
  readonly resolved: Resolved;
  readonly filled: Interpolated | undefined;
}

/** The text of a scalar with the characters that write it. */
export function cookedOf(file: ComposeFile, scalar: YamlScalar): Cooked {
  return { source: file.source.document.path, text: scalar.text, map: scalar.map };
}

/** Reads a scalar: its type first, then, where it is text, its variables. */
export function readScalar(run: ComposeRun, file: ComposeFile, scalar: YamlScalar): ReadScalar {
  const resolved = resolveScalar(scalar, run.dialect.yaml);
  const at = locate(file.source.document.path, scalar.span);
  switch (resolved.type) {
    case "null":
      return { pieces: undefined, resolved, filled: undefined };
    case "text":
    case "merge":
      return readText(run, resolved, cookedOf(file, scalar));
    case "refused":
      return { pieces: undefined, resolved, filled: undefined };
    default: {
      const pieces: readonly Piece[] =
        resolved.text === scalar.text
          ? [{ kind: "text", text: scalar.text, at, map: scalar.map }]
          : [{ kind: "text", text: resolved.text, at, map: undefined }];
      return { pieces, resolved, filled: undefined };
    }
  }
}

function readText(run: ComposeRun, resolved: Resolved, cooked: Cooked): ReadScalar {
  if (isTemplate(cooked.text)) return { pieces: [templatePiece(cooked)], resolved, filled: undefined };
  const filled = interpolate(cooked, run.lookup, run.dialect.interpolation);
  return { pieces: filled.pieces, resolved, filled };
}

/** A value that a template language makes. */
export function templatePiece(cooked: Cooked): Piece {
  return opaquePiece(cooked, { start: 0, end: cooked.text.length }, "template");
}

/** The variables of a part of a text filled in. */
export function fillPart(run: ComposeRun, cooked: Cooked, start: number): Interpolated {
  return interpolate(
    sliceCooked(cooked, { start, end: cooked.text.length }),
    run.lookup,
    run.dialect.interpolation,
  );
}

/** The text of a scalar; undefined where it is unknown, or no scalar. */
export function textOfNode(
  run: ComposeRun,
  file: ComposeFile,
  node: YamlNode | undefined,
): string | undefined {
  if (node?.kind !== "scalar") return undefined;
  const { pieces } = readScalar(run, file, node);
  return pieces === undefined ? undefined : textOfPieces(pieces);
}

/** A scalar as a value. */
export function valueOfNode(run: ComposeRun, file: ComposeFile, node: YamlNode): Value | undefined {
  if (node.kind !== "scalar") return undefined;
  const { pieces } = readScalar(run, file, node);
  return pieces === undefined ? undefined : { kind: "text", pieces };
}

/** Where a node stands, quotes included; without the line break that ends a block. */
export function locationOf(file: ComposeFile, node: YamlNode): Location {
  const { path, text } = file.source.document;
  const { start } = node.span;
  let { end } = node.span;
  if (node.kind !== "scalar") while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  return location(path, start, end);
}
