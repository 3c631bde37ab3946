import { span } from "../../../grammar/text/span.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Cursor } from "../../model/format.ts";
import { type UnitId, unitId } from "../../model/location.ts";
import { commentCursor } from "../shared/comment-cursor.ts";
import { variableName } from "../shared/kong-variable.ts";
import { lineEndAt, lineStartAt } from "../shared/text-lines.ts";
import { keyText } from "../yaml/tree.ts";
import { stepsIn } from "../yaml/tree-places.ts";
import { writeScalar } from "../yaml/write-scalar.ts";
import type { EcsSource } from "./ecs-source.ts";
import { entryAt } from "./write.ts";

/** What is at a place of a task definition: a comment, the name of a variable of Kong, its value, or nothing of Kong. */
export function cursorInEcs(source: EcsSource, units: readonly LinkedUnit[], offset: number): Cursor {
  const { text } = source.document;
  return (
    commentCursor(text, source.yaml.comments, offset) ??
    valueAt(source, units, offset) ??
    nameAt(source, units, offset) ?? { kind: "elsewhere" }
  );
}

function valueAt(source: EcsSource, units: readonly LinkedUnit[], offset: number): Cursor | undefined {
  const { text, path } = source.document;
  const assignment = units
    .flatMap(({ assignments }) => assignments)
    .find(
      ({ origin, opaque, rawValueSpan }) =>
        origin.kind === "written" &&
        opaque !== "secret-reference" &&
        rawValueSpan.source === path &&
        rawValueSpan.start <= offset &&
        offset <= rawValueSpan.end,
    );
  if (assignment === undefined || entryAt(source, assignment.nameSpan.start) === undefined) return undefined;
  const { rawValueSpan, writtenValueSpan } = assignment;
  const first = text.charAt(rawValueSpan.start);
  const style = source.isJson || first === '"' ? "double" : first === "'" ? "single" : "plain";
  return {
    kind: "value",
    assignment,
    replace: span(rawValueSpan.start, rawValueSpan.end),
    typed: text.slice(Math.min(writtenValueSpan.start, offset), offset),
    spell: (value) => {
      const spelled = writeScalar(value, { style, flow: source.isJson });
      return text.charAt(rawValueSpan.start - 1) === ":" ? ` ${spelled}` : spelled;
    },
  };
}

/** `"name": "KONG_"` and `- Name: KONG_` in a list of variables. */
function nameAt(source: EcsSource, units: readonly LinkedUnit[], offset: number): Cursor | undefined {
  const { text } = source.document;
  const start = lineStartAt(text, offset);
  const line = text.slice(start, lineEndAt(text, offset));
  const match = [...line.matchAll(/(["']?)([nN]ame)\1[ \t]*:[ \t]*(["']?)([A-Za-z0-9_]*)/g)].find(
    ({ index, 0: whole }) => start + index < offset && offset <= start + index + whole.length,
  );
  if (match === undefined) return undefined;
  const [whole, , key = "", quote = "", name = ""] = match;
  const end = start + match.index + whole.length;
  const isVariable = stepsIn(source.yaml, offset).some(
    (step) => step.kind === "pair" && /^environment$/i.test(keyText(step.pair.key) ?? ""),
  );
  if (!isVariable || offset < end - name.length) return undefined;
  const entry = entryAt(source, offset)?.step;
  const holder = entry?.kind === "item" ? entry.item.value : undefined;
  const hasValue =
    holder?.kind === "mapping" &&
    holder.pairs.some(({ key: each }) => /^value(?:From)?$/i.test(keyText(each) ?? ""));
  const valueKey = key === "Name" ? "Value" : "value";
  const closes = quote !== "" && text.charAt(end) === quote;
  const indent = " ".repeat(line.indexOf(key));
  return {
    kind: "name",
    unit: unitAt(units, offset),
    replace: span(end - name.length, !hasValue && closes ? end + 1 : end),
    typed: text.slice(end - name.length, offset),
    spell: (property, value) => {
      const spelled = variableName(property);
      if (hasValue) return spelled;
      const closed = `${spelled}${closes ? quote : ""}`;
      if (value === undefined) return closed;
      if (source.isJson)
        return closes
          ? `${closed}, "${valueKey}": ${writeScalar(value, { style: "double", flow: true })}`
          : closed;
      return `${closed}\n${indent}${valueKey}: ${writeScalar(value, { style: "plain", flow: false })}`;
    },
  };
}

function unitAt(units: readonly LinkedUnit[], offset: number): UnitId {
  const own = units.findLast(({ extent }) => extent.start <= offset && offset <= extent.end);
  return (own ?? units[0])?.id ?? unitId("");
}
