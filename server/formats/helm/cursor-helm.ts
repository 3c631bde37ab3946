import { type Span, span } from "../../../grammar/text/span.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Cursor } from "../../model/format.ts";
import { unitId } from "../../model/location.ts";
import { commentCursor } from "../shared/comment-cursor.ts";
import type { YamlPair } from "../yaml/tree.ts";
import { columnOf, type Step, writtenEnd } from "../yaml/tree-places.ts";
import { blockAt, entryStep, stepsTo } from "./helm-places.ts";
import type { HelmSource } from "./helm-source.ts";
import { quoted } from "./write-helm.ts";

const ELSEWHERE: Cursor = { kind: "elsewhere" };

/** What is at a place of values: a comment, a key of `env`, its value, or nothing of Kong. */
export function cursorInHelm(source: HelmSource, units: readonly LinkedUnit[], offset: number): Cursor {
  const { text } = source.document;
  const comment = commentCursor(text, source.yaml.comments, offset);
  if (comment !== undefined) return comment;
  const steps = stepsTo(source, offset);
  const entry = entryStep(steps);
  return valueAt(source, units, offset, entry?.step) ?? nameAt(source, units, offset, steps) ?? ELSEWHERE;
}

function valueAt(
  source: HelmSource,
  units: readonly LinkedUnit[],
  offset: number,
  step: (Step & { kind: "pair" }) | undefined,
): Cursor | undefined {
  if (step === undefined || offset <= step.pair.key.span.end) return undefined;
  const { text, path } = source.document;
  const assignment = units
    .flatMap((unit) => unit.assignments)
    .find(
      ({ origin, nameSpan }) =>
        origin.kind === "written" &&
        nameSpan.source === path &&
        step.pair.key.span.start <= nameSpan.start &&
        nameSpan.end <= step.pair.key.span.end,
    );
  const { value } = step.pair;
  if (assignment === undefined || value.kind !== "scalar") return undefined;
  const place = span(value.span.start, Math.max(value.span.start, writtenEnd(text, value.span)));
  const isBehind = offset > place.end && text.slice(place.end, offset).trim() !== "";
  if (isBehind || text.slice(place.end, offset).includes("\n")) return undefined;
  const style = value.style === "single" ? "single" : "double";
  const from = Math.min(
    offset,
    value.style === "single" || value.style === "double" ? place.start + 1 : place.start,
  );
  return {
    kind: "value",
    assignment,
    replace: place,
    typed: text.slice(from, offset).trimStart(),
    spell: (content) => {
      const spelled = quoted(content, style);
      return text.charAt(place.start - 1) === ":" ? ` ${spelled}` : spelled;
    },
  };
}

function nameAt(
  source: HelmSource,
  units: readonly LinkedUnit[],
  offset: number,
  steps: readonly Step[],
): Cursor | undefined {
  const { text } = source.document;
  const block = blockAt(steps);
  if (block === undefined || offset <= block.pair.key.span.end) return undefined;
  const lineStart = offset - columnOf(text, offset);
  const found = text.indexOf("\n", offset);
  const line = text.slice(lineStart, found < 0 ? text.length : found);
  const match = /^([ \t]*)(["']?)([A-Za-z0-9_]*)\2?[ \t]*(:)?/.exec(line);
  if (match === null) return undefined;
  const [, indent = "", quote = "", name = "", sign] = match;
  if (lineStart <= block.pair.key.span.start || !isWithin(text, block.pair, indent.length)) return undefined;
  const replace: Span = span(
    lineStart + indent.length + quote.length,
    lineStart + indent.length + quote.length + name.length,
  );
  if (offset < replace.start || offset > replace.end) return undefined;
  return {
    kind: "name",
    unit: unitAt(units, offset),
    replace,
    typed: text.slice(replace.start, offset),
    spell: (property, content) =>
      sign !== undefined || content === undefined ? property : `${property}: ${quoted(content, "double")}`,
  };
}

/** Whether a line with an indentation is one of the entries of a block, rather than something deeper or beside it. */
function isWithin(text: string, { key, value }: YamlPair, indent: number): boolean {
  const own = columnOf(text, key.span.start);
  if (value.kind === "mapping" && !value.flow) return columnOf(text, value.span.start) === indent;
  return indent > own;
}

function unitAt(units: readonly LinkedUnit[], offset: number) {
  const holding = units.filter(({ extent }) => extent.start <= offset && offset <= extent.end);
  const inner = holding.reduce<LinkedUnit | undefined>(
    (best, each) =>
      best === undefined || each.extent.end - each.extent.start < best.extent.end - best.extent.start
        ? each
        : best,
    undefined,
  );
  return (inner ?? units[0])?.id ?? unitId("");
}
