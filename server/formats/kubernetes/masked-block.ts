import type { YamlNode } from "../yaml/tree.ts";

/**
 * A text in which nothing stands but the lines of a block scalar (`|`), each at its place, so that what is inside can be read with places
 * of the manifest; undefined for scalars in another style.
 */
export function maskedBlock(text: string, node: YamlNode): string | undefined {
  if (node.kind !== "scalar" || node.style !== "literal") return undefined;
  const header = text.indexOf("\n", node.span.start);
  if (header < 0 || header >= node.span.end) return undefined;
  return `${text.slice(0, header + 1).replace(/[^\n]/g, " ")}${text.slice(header + 1, node.span.end)}`;
}
