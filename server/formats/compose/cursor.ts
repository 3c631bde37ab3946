import { type Span, span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Cursor } from "../../model/format.ts";
import { type UnitId, unitId } from "../../model/location.ts";
import { variableName } from "../shared/kong-variable.ts";
import { keyText, type YamlNode, type YamlPair } from "../yaml/tree.ts";
import { columnOf, type Step, writtenEnd } from "../yaml/tree-places.ts";
import { writeScalar } from "../yaml/write-scalar.ts";
import type { ComposeSource } from "./compose-source.ts";
import { escapeDollars } from "./escape-dollars.ts";
import { entryStep, serviceOf, stepsTo } from "./tree-places.ts";

const ELSEWHERE: Cursor = { kind: "elsewhere" };

/** What is at a place of a Compose file: a comment, the name of a variable of Kong, its value, or nothing of Kong. */
export function cursorInCompose(source: ComposeSource, units: readonly LinkedUnit[], offset: number): Cursor {
  const { text } = source.document;
  const comment = source.yaml.comments.find(({ span: place }) => place.start < offset && offset <= place.end);
  if (comment !== undefined) {
    const start = comment.span.start + (/^#[ \t]*/.exec(comment.text)?.[0].length ?? 1);
    return offset < start
      ? ELSEWHERE
      : { kind: "comment", replace: span(start, comment.span.end), typed: text.slice(start, offset) };
  }
  const value = valueAt(source, units, offset);
  if (value !== undefined) return value;
  const place = namePlace(source, offset);
  if (place === undefined) return ELSEWHERE;
  const typed = text.slice(place.replace.start, offset);
  if (/[^A-Za-z0-9_"']/.test(typed)) return ELSEWHERE;
  return {
    kind: "name",
    unit: unitAt(source, units, offset),
    replace: place.replace,
    typed: typed.replace(/^["']/, ""),
    spell: (property, content) => spellEntry(property, content, place),
  };
}

function valueAt(source: ComposeSource, units: readonly LinkedUnit[], offset: number): Cursor | undefined {
  const { text } = source.document;
  const assignment =
    units
      .flatMap((unit) => unit.assignments)
      .find(
        (each) =>
          each.span.source === source.document.path &&
          each.rawValueSpan.source === source.document.path &&
          offset > each.nameSpan.end &&
          each.rawValueSpan.start <= offset &&
          offset <= Math.max(each.rawValueSpan.start, writtenEnd(text, each.rawValueSpan)),
      ) ?? emptyValueAt(source, units, offset);
  if (assignment === undefined) return undefined;
  const step = entryStep(stepsTo(source, assignment.nameSpan.start))?.step;
  if (step === undefined) return undefined;
  const { rawValueSpan } = assignment;
  const replace = span(rawValueSpan.start, Math.max(rawValueSpan.start, writtenEnd(text, rawValueSpan)));
  const from = Math.min(assignment.writtenValueSpan.start, offset);
  return {
    kind: "value",
    assignment,
    replace,
    typed: text.slice(from, offset).trimStart(),
    spell: (content) => spellValue(content, step, text, rawValueSpan),
  };
}

/** After the colon of a variable without a value, before the end of its line. */
function emptyValueAt(
  source: ComposeSource,
  units: readonly LinkedUnit[],
  offset: number,
): Assignment | undefined {
  const { text } = source.document;
  return units
    .flatMap((unit) => unit.assignments)
    .find(({ span: place, rawValueSpan, nameSpan }) => {
      if (place.source !== source.document.path || rawValueSpan.source !== source.document.path) return false;
      const isEmpty = rawValueSpan.start === rawValueSpan.end && rawValueSpan.start > nameSpan.end;
      return (
        isEmpty &&
        offset >= rawValueSpan.start &&
        text.slice(rawValueSpan.start, offset).trim() === "" &&
        !text.slice(rawValueSpan.start, offset).includes("\n")
      );
    });
}

function spellValue(content: string, step: Step, text: string, place: Span): string {
  const escaped = escapeDollars(content);
  if (step.kind === "pair") {
    const { value } = step.pair;
    const style =
      value.kind === "scalar" && (value.style === "single" || value.style === "double")
        ? value.style
        : "plain";
    const spelled = writeScalar(escaped, { style, flow: step.holder.flow });
    return text.charAt(place.start - 1) === ":" ? ` ${spelled}` : spelled;
  }
  // Within an item the quotes are those of the whole item.
  const item = step.item.value;
  if (item.kind !== "scalar") return escaped;
  if (item.style === "double") return writeScalar(escaped, { style: "double", flow: false }).slice(1, -1);
  return item.style === "single" ? escaped.replaceAll("'", "''") : escaped;
}

/** Where the name of a variable stands or may be written. */
interface NamePlace {
  readonly replace: Span;
  readonly form: "map" | "list";
  /** What separates name and value is there already. */
  readonly hasSign: boolean;
  /** The `-` of an item is still missing. */
  readonly needsDash: boolean;
}

function namePlace(source: ComposeSource, offset: number): NamePlace | undefined {
  const { text } = source.document;
  const steps = stepsTo(source, offset);
  const environment = steps.findLastIndex(
    (step) => step.kind === "pair" && keyText(step.pair.key) === "environment",
  );
  const step = steps[environment];
  const pair = step?.kind === "pair" ? step.pair : undefined;
  const entry = entryStep(steps);
  if (pair === undefined && entry === undefined) return undefined;
  if (pair !== undefined && offset <= pair.key.span.end) return undefined;
  const lineStart = offset - columnOf(text, offset);
  const found = text.indexOf("\n", offset);
  const line = text.slice(lineStart, found < 0 ? text.length : found);
  const match = /^([ \t]*)(-[ \t]+|-$)?(["']?)([A-Za-z0-9_]*)\3?[ \t]*(:|=)?/.exec(line);
  if (match === null) return undefined;
  const [, indent = "", dash = "", quote = "", name = "", sign] = match;
  if (!isWithin(text, pair, entry?.step, indent.length, lineStart)) return undefined;
  const start = lineStart + indent.length + dash.length + quote.length;
  if (offset < start || offset > start + name.length) return undefined;
  const holder = entry?.step.holder ?? pair?.value;
  const form = dash !== "" || holder?.kind === "sequence" ? "list" : "map";
  return {
    replace: span(start, start + name.length),
    form,
    hasSign: sign !== undefined,
    needsDash: form === "list" && dash === "",
  };
}

/** Whether a line belongs to the variables above it: it is indented like them, or further than the key `environment`. */
function isWithin(
  text: string,
  pair: YamlPair | undefined,
  entry: Step | undefined,
  indent: number,
  lineStart: number,
): boolean {
  const first: YamlNode | undefined = entry?.holder;
  if (first !== undefined && first.span.start < lineStart) {
    if (!first.kind.startsWith("scalar") && columnOf(text, first.span.start) === indent) return true;
  }
  if (pair === undefined) return first !== undefined && columnOf(text, first.span.start) === indent;
  const key = columnOf(text, pair.key.span.start);
  return (
    pair.key.span.start < lineStart && (indent > key || (indent === key && pair.value.kind === "sequence"))
  );
}

function spellEntry(property: string, content: string | undefined, place: NamePlace): string {
  const name = variableName(property);
  const dash = place.needsDash ? "- " : "";
  if (place.hasSign || content === undefined) return dash + name;
  const escaped = escapeDollars(content);
  if (place.form === "list") return dash + writeScalar(`${name}=${escaped}`, { style: "plain", flow: false });
  return `${name}: ${writeScalar(escaped, { style: "plain", flow: false })}`;
}

/** The unit whose service holds the place. Variables at an anchor belong to the first that draws on them. */
function unitAt(source: ComposeSource, units: readonly LinkedUnit[], offset: number): UnitId {
  const service = serviceOf(stepsTo(source, offset));
  const name = service === undefined ? undefined : keyText(service.key);
  const own = units.find(({ id }) => id === `services.${name ?? ""}`);
  return own?.id ?? units[0]?.id ?? unitId(name === undefined ? "" : `services.${name}`);
}
