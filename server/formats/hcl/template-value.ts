import { sliceSpan } from "../../../grammar/text/span.ts";
import { locate, type SourceId } from "../../model/location.ts";
import type { Piece, Value } from "../../model/value.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import type { HclTemplate } from "./tree.ts";

/** A template as the value that a process gets: what is filled in is unknown before run time. */
export function templateValue(source: SourceId, text: string, { parts }: HclTemplate): Value {
  const pieces = parts.map((part): Piece => {
    if (part.kind === "filled-in")
      return opaqueAt("template", locate(source, part.span), sliceSpan(text, part.span));
    const at = locate(source, part.map.spanToSource({ start: 0, end: part.text.length }));
    return { kind: "text", text: part.text, at, map: part.map };
  });
  return { kind: "text", pieces };
}

/** The text of a template; undefined where a part of it is filled in. */
export function templateText({ parts }: HclTemplate): string | undefined {
  let text = "";
  for (const part of parts) {
    if (part.kind === "filled-in") return undefined;
    text += part.text;
  }
  return text;
}
