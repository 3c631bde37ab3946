import { span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { SourceId } from "../../model/location.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import type { Source } from "../../model/source.ts";
import { editedSource, placeOfEdit, writeEdit } from "../shared/edited-source.ts";
import { insertLineAfter, lineBreakOf, written } from "../shared/line-edits.ts";
import { commentOutStep, removeStep } from "../yaml/edit-step.ts";
import { keyText, type YamlMapping, type YamlPair } from "../yaml/tree.ts";
import { columnOf, indentAt, type Step, writtenEnd } from "../yaml/tree-places.ts";
import { writeScalar } from "../yaml/write-scalar.ts";
import { entryStep, isEmptyNode, stepsTo } from "./helm-places.ts";
import { type HelmSource, isHelm, pairAt } from "./helm-source.ts";

const CANNOT: Written = { kind: "cannot", why: "syntax" };

/** Writes an edit into values. What is set is always a text in quotes, for Helm gives words and numbers without them a type. */
export function writeHelm(
  edit: SemanticEdit,
  unit: LinkedUnit,
  sources: (id: SourceId) => Source | undefined,
): Written {
  const edited = editedSource(edit, placeOfEdit(edit, unit), sources);
  if (edited.kind === "cannot") return edited;
  const { source } = edited;
  if (!isHelm(source)) return { kind: "cannot", why: "outside" };
  return writeEdit(edit, {
    set: (assignment, value) => setValue(source, assignment, value),
    remove: (assignment) => remove(source, assignment),
    rename: ({ nameSpan }, property) =>
      entryStep(stepsTo(source, nameSpan.start)) === undefined
        ? CANNOT
        : written(source.document.path, [{ span: nameSpan, newText: property }]),
    insert: (insertion) => insertSetting(source, unit, insertion),
    commentOut: (at) => {
      const steps = stepsTo(source, at.start);
      return commentOutStep(source.document, steps, entryStep(steps)?.index ?? steps.length - 1);
    },
  });
}

function remove(source: HelmSource, { nameSpan }: Assignment): Written {
  const steps = stepsTo(source, nameSpan.start);
  const entry = entryStep(steps);
  return entry === undefined ? CANNOT : removeStep(source.document, entry.step, steps.slice(0, entry.index));
}

/** A text in quotes: single ones where the place has them. */
export function quoted(text: string, style: "single" | "double"): string {
  return writeScalar(text, { style, flow: false });
}

function setValue(source: HelmSource, assignment: Assignment, value: string): Written {
  const entry = entryStep(stepsTo(source, assignment.nameSpan.start));
  if (entry === undefined) return CANNOT;
  const { value: node } = entry.step.pair;
  const place = span(node.span.start, writtenEnd(source.document.text, node.span));
  const style = node.kind === "scalar" && node.style === "single" ? "single" : "double";
  const isEmpty = node.kind === "scalar" && node.style === "empty";
  const newText = quoted(value, style);
  return written(source.document.path, [{ span: place, newText: isEmpty ? ` ${newText}` : newText }]);
}

function insertSetting(
  source: HelmSource,
  unit: LinkedUnit,
  { property, value, after }: SemanticEdit & { kind: "insert" },
): Written {
  const line = `${property}: ${quoted(value, "double")}`;
  const neighbor = after ?? lastOwn(source, unit);
  const entry = neighbor === undefined ? undefined : entryStep(stepsTo(source, neighbor.nameSpan.start));
  if (entry !== undefined) return afterStep(source, entry.step, line);
  const holder = valuesOf(source, unit);
  return holder === undefined ? CANNOT : intoValues(source, holder, line);
}

function lastOwn(source: HelmSource, unit: LinkedUnit): Assignment | undefined {
  return unit.assignments.findLast(
    ({ origin, span: place, layer }) =>
      origin.kind === "written" && place.source === source.document.path && layer.label === "env",
  );
}

function afterStep(source: HelmSource, step: Step & { kind: "pair" }, line: string): Written {
  const { text, path } = source.document;
  const end = writtenEnd(text, step.pair.span);
  if (step.holder.flow) {
    const isJson = step.pair.key.kind === "scalar" && step.pair.key.style === "double";
    const entry = isJson ? line.replace(/^([^:]+):/, '"$1":') : line;
    return written(path, [{ span: span(end, end), newText: `, ${entry}` }]);
  }
  return written(path, [insertLineAfter(text, end, indentAt(text, step.pair.span.start) + line)]);
}

/** The mapping that has the values of a unit: where its anchor stands, or what its key holds. */
function valuesOf(source: HelmSource, unit: LinkedUnit): YamlMapping | undefined {
  const step = stepsTo(source, unit.anchor.start).at(-1);
  if (step?.kind !== "pair") return undefined;
  const isKeyOfUnit = unit.extent.start >= step.pair.span.start && unit.extent.end <= step.pair.span.end;
  if (!isKeyOfUnit) return step.holder;
  return step.pair.value.kind === "mapping" ? step.pair.value : undefined;
}

function intoValues(source: HelmSource, holder: YamlMapping, line: string): Written {
  const { text, path } = source.document;
  const env = pairAt(holder, "env");
  if (env !== undefined) return intoEnv(source, env, line);
  const last = holder.pairs.at(-1);
  if (last === undefined) return CANNOT;
  const end = writtenEnd(text, last.span);
  if (holder.flow) return written(path, [{ span: span(end, end), newText: `, env: {${line}}` }]);
  const indent = indentAt(text, last.span.start);
  const block = `${indent}env:${lineBreakOf(text)}${indent}  ${line}`;
  return written(path, [insertLineAfter(text, end, block)]);
}

/** A block `env` without a setting of Kong: with others, or empty. */
function intoEnv(source: HelmSource, env: YamlPair, line: string): Written {
  const { text, path } = source.document;
  const { value } = env;
  if (value.kind === "mapping") {
    const last = value.pairs.at(-1);
    if (last !== undefined) return afterStep(source, { kind: "pair", pair: last, holder: value }, line);
    const open = value.span.start + 1;
    return written(path, [{ span: span(open, open), newText: line }]);
  }
  if (!isEmptyNode(value) || keyText(env.key) !== "env") return CANNOT;
  const indent = " ".repeat(columnOf(text, env.span.start) + 2);
  const place = span(value.span.start, writtenEnd(text, value.span));
  return written(path, [{ span: place, newText: `${lineBreakOf(text)}${indent}${line}` }]);
}
