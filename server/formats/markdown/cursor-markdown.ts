import { span } from "../../../grammar/text/span.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Cursor } from "../../model/format.ts";
import { unitId } from "../../model/location.ts";
import { fenceAt } from "./embed.ts";
import type { MarkdownSource } from "./link-markdown.ts";

const ELSEWHERE: Cursor = { kind: "elsewhere" };

/** What is at an offset of a page: what the language of the fence there says, at the places of the page. */
export function cursorInMarkdown(
  source: MarkdownSource,
  units: readonly LinkedUnit[],
  offset: number,
): Cursor {
  const fence = fenceAt(source.embedded, offset);
  if (fence === undefined) return ELSEWHERE;
  const { format } = fence.source;
  const inner = format.link(fence.source, { surroundings: {}, resolve: () => ({ kind: "missing" }) });
  const cursor = format.cursor?.(fence.source, inner.units, fence.toInner(span(offset, offset)).start);
  const replace =
    cursor === undefined || cursor.kind === "elsewhere" ? undefined : fence.toOuter(cursor.replace);
  if (cursor === undefined || cursor.kind === "elsewhere" || replace === undefined) return ELSEWHERE;
  switch (cursor.kind) {
    case "comment":
      return { ...cursor, replace };
    case "name": {
      const number = source.embedded.indexOf(fence) + 1;
      return { ...cursor, replace, unit: unitId(`#${number}${cursor.unit === "" ? "" : `.${cursor.unit}`}`) };
    }
    case "value": {
      const name = fence.toOuter(cursor.assignment.nameSpan);
      const assignment = units
        .flatMap((unit) => unit.assignments)
        .find(({ nameSpan }) => nameSpan.source === source.document.path && nameSpan.start === name?.start);
      return assignment === undefined ? ELSEWHERE : { ...cursor, replace, assignment };
    }
  }
}
