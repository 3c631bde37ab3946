import { SourceMap } from "../../../grammar/text/source-map.ts";
import { locate } from "../../model/location.ts";
import type { Piece } from "../../model/value.ts";
import { type Cooked, opaquePiece, piecesOf } from "../shared/cooked.ts";
import { isTemplate } from "../shared/template.ts";
import { resolveScalar } from "../yaml/resolve-plain.ts";
import type { YamlNode, YamlScalar } from "../yaml/tree.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";

/** A scalar where Kubernetes expects text. */
export type ReadText =
  | { readonly kind: "text"; readonly cooked: Cooked }
  /** `~`, `null` or nothing: the empty text. */
  | { readonly kind: "empty" }
  /** What the value is instead: `a boolean`, `a list`. */
  | { readonly kind: "refused"; readonly what: string; readonly isScalar: boolean };

const TYPES = { boolean: "a boolean", integer: "a number", float: "a number", timestamp: "a date" } as const;

/** Reads a node as the decoder of Kubernetes reads a field of text. */
export function readText(source: KubernetesSource, node: YamlNode): ReadText {
  if (node.kind === "mapping" || node.kind === "sequence") {
    // `{{ … }}` alone is a mapping of a mapping to YAML.
    const written = source.document.text.slice(node.span.start, node.span.end);
    if (node.flow && written.startsWith("{{"))
      return { kind: "text", cooked: cookedAs(source, node, written) };
    return { kind: "refused", what: node.kind === "sequence" ? "a list" : "a map", isScalar: false };
  }
  if (node.kind === "alias") return { kind: "empty" };
  const resolved = resolveScalar(node, "kubernetes");
  switch (resolved.type) {
    case "null":
      return { kind: "empty" };
    case "text":
    case "merge":
      return { kind: "text", cooked: cookedOf(source, node) };
    case "refused":
      return { kind: "refused", what: "not what its tag says", isScalar: true };
    default:
      return { kind: "refused", what: TYPES[resolved.type], isScalar: true };
  }
}

/** The text of a scalar with the characters that write it. */
export function cookedOf(source: KubernetesSource, scalar: YamlScalar): Cooked {
  return { source: source.document.path, text: scalar.text, map: scalar.map };
}

function cookedAs(source: KubernetesSource, node: YamlNode, text: string): Cooked {
  const scalar = { source: source.document.path, text };
  return { ...scalar, map: SourceMap.identity(node.span.start, text.length) };
}

/** The pieces of a text; a text that a template makes is unknown. */
export function piecesOfText(cooked: Cooked): readonly Piece[] {
  return isTemplate(cooked.text)
    ? [opaquePiece(cooked, { start: 0, end: cooked.text.length }, "template")]
    : piecesOf(cooked);
}

/** A scalar without its quotes. */
export function innerSpan(node: YamlNode): { readonly start: number; readonly end: number } {
  const { start, end } = node.span;
  const isQuoted = node.kind === "scalar" && (node.style === "single" || node.style === "double");
  return isQuoted && end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };
}

/** Where a node is, quotes included. */
export function locationOf(source: KubernetesSource, node: YamlNode): ReturnType<typeof locate> {
  return locate(source.document.path, node.span);
}
