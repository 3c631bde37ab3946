import { span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import { variableName } from "../shared/kong-variable.ts";
import { insertLineAfter, lineBreakOf, written } from "../shared/line-edits.ts";
import {
  dereference,
  keyText,
  type YamlMapping,
  type YamlNode,
  type YamlPair,
  type YamlSequence,
} from "../yaml/tree.ts";
import { columnOf, indentAt, type Step, spanOf, writtenEnd } from "../yaml/tree-places.ts";
import { writeScalar } from "../yaml/write-scalar.ts";
import type { ComposeSource } from "./compose-source.ts";
import { escapeDollars } from "./escape-dollars.ts";
import { entryStep, serviceOf, stepsTo } from "./tree-places.ts";

const CANNOT: Written = { kind: "cannot", why: "syntax" };

/** Adds a variable to a service: after an assignment, else where its neighbors are, else in an `environment` of its own. */
export function insertInCompose(
  source: ComposeSource,
  unit: LinkedUnit,
  { property, value, after }: SemanticEdit & { kind: "insert" },
): Written {
  const entry: NewEntry = { name: variableName(property), value: escapeDollars(value) };
  const neighbor = after ?? lastOwn(source, unit);
  const step = neighbor === undefined ? undefined : entryStep(stepsTo(source, neighbor.nameSpan.start))?.step;
  if (step !== undefined) return afterStep(source, step, entry);
  const service = serviceOf(stepsTo(source, unit.anchor.start));
  return service === undefined ? CANNOT : intoService(source, service, entry);
}

interface NewEntry {
  readonly name: string;
  readonly value: string;
}

/** The last variable that stands in the service itself, rather than at an anchor that others use. */
function lastOwn(source: ComposeSource, unit: LinkedUnit): Assignment | undefined {
  return unit.assignments.findLast(
    ({ span: place }) =>
      place.source === source.document.path &&
      unit.extent.start <= place.start &&
      place.end <= unit.extent.end,
  );
}

function afterStep(source: ComposeSource, step: Step, entry: NewEntry): Written {
  const { text } = source.document;
  const whole = spanOf(step);
  const end = writtenEnd(text, whole);
  const written_ = writeEntry(step.kind === "pair" ? "map" : "list", entry, step.holder, styleOf(step));
  if (step.holder.flow)
    return written(source.document.path, [{ span: span(end, end), newText: `, ${written_}` }]);
  const indent = indentAt(text, whole.start);
  return written(source.document.path, [insertLineAfter(text, end, indent + written_)]);
}

function styleOf(step: Step): "plain" | "single" | "double" {
  const value = step.kind === "pair" ? step.pair.value : step.item.value;
  return value.kind === "scalar" && (value.style === "single" || value.style === "double")
    ? value.style
    : "plain";
}

function writeEntry(
  form: "map" | "list",
  { name, value }: NewEntry,
  holder: YamlMapping | YamlSequence | undefined,
  style: "plain" | "single" | "double",
): string {
  const flow = holder?.flow === true;
  if (form === "list") {
    const item = writeScalar(`${name}=${value}`, { style, flow });
    return flow ? item : `- ${item}`;
  }
  const isJson =
    flow &&
    holder.kind === "mapping" &&
    holder.pairs.some(({ key }) => key.kind === "scalar" && key.style === "double");
  const key = isJson ? `"${name}"` : name;
  return `${key}: ${writeScalar(value, { style: isJson ? "double" : style, flow })}`;
}

function intoService(source: ComposeSource, service: YamlPair, entry: NewEntry): Written {
  const body = service.value;
  if (body.kind !== "mapping") return CANNOT;
  const environment = body.pairs.find(({ key }) => keyText(key) === "environment");
  if (environment !== undefined) return intoEnvironment(source, environment, entry);
  const last = body.pairs.at(-1);
  if (last === undefined) return CANNOT;
  const { text } = source.document;
  const end = writtenEnd(text, last.span);
  if (body.flow) {
    const inner = writeEntry("map", entry, body, "plain");
    const isJson = inner.startsWith('"');
    const key = isJson ? '"environment"' : "environment";
    return written(source.document.path, [{ span: span(end, end), newText: `, ${key}: {${inner}}` }]);
  }
  const indent = indentAt(text, last.span.start);
  const deeper = indent + " ".repeat(stepWidth(text, service, last));
  const line = `${indent}environment:${lineBreakOf(text)}${deeper}${writeEntry("map", entry, undefined, "plain")}`;
  return written(source.document.path, [insertLineAfter(text, end, line)]);
}

/** By how much the file indents: as much as the fields of the service stand further in than its name. */
function stepWidth(text: string, service: YamlPair, field: YamlPair): number {
  const width = columnOf(text, field.span.start) - columnOf(text, service.span.start);
  return width > 0 && width <= 8 ? width : 2;
}

/** An `environment` without a variable of Kong: with others, empty, or an alias. */
function intoEnvironment(source: ComposeSource, environment: YamlPair, entry: NewEntry): Written {
  const { value } = environment;
  const { text } = source.document;
  if (value.kind === "mapping" || value.kind === "sequence") {
    const parts = value.kind === "mapping" ? value.pairs : value.items;
    const last = parts.at(-1);
    if (last !== undefined) {
      const step = stepsTo(source, last.span.start).findLast(({ holder }) => holder === value);
      return step === undefined ? CANNOT : afterStep(source, step, entry);
    }
    const inner = writeEntry(value.kind === "mapping" ? "map" : "list", entry, value, "plain");
    const open = value.span.start + 1;
    return value.flow ? written(source.document.path, [{ span: span(open, open), newText: inner }]) : CANNOT;
  }
  const indent = indentAt(text, environment.span.start);
  const lineBreak = lineBreakOf(text);
  const line = `${lineBreak}${indent}  ${writeEntry("map", entry, undefined, "plain")}`;
  const place = span(value.span.start, writtenEnd(text, value.span));
  if (value.kind === "scalar") return written(source.document.path, [{ span: place, newText: line }]);
  return mergesInto(value)
    ? written(source.document.path, [
        { span: place, newText: `${lineBreak}${indent}  <<: *${value.name}${line}` },
      ])
    : CANNOT;
}

/** What an alias stands for can be merged into a map only where it is one. */
function mergesInto(value: YamlNode): boolean {
  return dereference(value).kind === "mapping";
}
