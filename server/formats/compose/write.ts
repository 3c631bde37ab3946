import { type Span, span } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { SourceId } from "../../model/location.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import type { Source } from "../../model/source.ts";
import { envFileReader } from "../env-file/readers.ts";
import { writeInEnvFile } from "../env-file/write.ts";
import { variableName } from "../shared/kong-variable.ts";
import { commentLines, deleteLines, replaceAt, written } from "../shared/line-edits.ts";
import { statementLines } from "../shared/statement-span.ts";
import type { ScalarStyle, YamlScalar } from "../yaml/tree.ts";
import { writeScalar } from "../yaml/write-scalar.ts";
import { type ComposeSource, isCompose } from "./compose-source.ts";
import { escapeDollars } from "./escape-dollars.ts";
import { insertInCompose } from "./insert.ts";
import {
  entryStep,
  type Step,
  spanOf,
  statementSpan,
  stepsTo,
  valueOfStep,
  writtenEnd,
} from "./tree-places.ts";

const CANNOT: Written = { kind: "cannot", why: "syntax" };

/** Writes an edit into a Compose file, or into an environment file that a service draws on. */
export function writeCompose(
  edit: SemanticEdit,
  unit: LinkedUnit,
  sources: (id: SourceId) => Source | undefined,
): Written {
  if ("assignment" in edit && edit.assignment.origin.kind !== "written")
    return { kind: "cannot", why: "no-text" };
  const at =
    edit.kind === "insert"
      ? (edit.after?.span ?? unit.extent)
      : edit.kind === "replace" || edit.kind === "comment-out"
        ? edit.span
        : edit.assignment.span;
  const source = sources(at.source);
  if (source === undefined) return { kind: "cannot", why: "outside" };
  if (!isCompose(source)) return writeInEnvFile(edit, source, envFileReader(unit.reader) ?? "compose-2");
  switch (edit.kind) {
    case "set":
      return setValue(source, edit.assignment, edit.value);
    case "remove":
      return remove(source, edit.assignment);
    case "rename":
      return rename(source, edit.assignment, edit.property);
    case "insert":
      return insertInCompose(source, unit, edit);
    case "comment-out":
      return commentOut(source, edit.span);
    case "replace":
      return replaceAt(edit.span, edit.text);
  }
}

/** The entry that an assignment stands in. */
function entryOf(
  source: ComposeSource,
  { nameSpan }: Assignment,
): { step: Step; above: readonly Step[] } | undefined {
  const steps = stepsTo(source, nameSpan.start);
  const entry = entryStep(steps);
  return entry === undefined ? undefined : { step: entry.step, above: steps.slice(0, entry.index) };
}

function setValue(source: ComposeSource, assignment: Assignment, value: string): Written {
  const entry = entryOf(source, assignment);
  if (entry === undefined) return CANNOT;
  const text = escapeDollars(value);
  const { step } = entry;
  const { holder } = step;
  if (step.kind === "pair") {
    const node = step.pair.value;
    const place = span(node.span.start, writtenEnd(source.document.text, node.span));
    const isEmpty = node.kind === "scalar" && node.style === "empty";
    const style = node.kind === "scalar" ? styleFor(node.style) : neighborStyle(step);
    const newText = writeScalar(text, { style: isEmpty ? neighborStyle(step) : style, flow: holder.flow });
    return written(source.document.path, [{ span: place, newText: isEmpty ? ` ${newText}` : newText }]);
  }
  const item = step.item.value;
  if (item.kind !== "scalar") return CANNOT;
  return written(source.document.path, [
    setItem(source, item, `${assignment.writtenName}=${text}`, holder.flow),
  ]);
}

/** A block scalar is for long texts; what replaces it is written like a text without quotes. */
function styleFor(style: ScalarStyle): ScalarStyle {
  return style === "literal" || style === "folded" ? "plain" : style;
}

/** The quotes of the entries beside a step; the style of most of them. */
function neighborStyle({ kind, holder }: Step): ScalarStyle {
  const styles = (kind === "pair" ? holder.pairs : holder.items).flatMap(({ value }) =>
    value.kind === "scalar" && value.style !== "empty" ? [styleFor(value.style)] : [],
  );
  const count = (style: ScalarStyle): number => styles.filter((each) => each === style).length;
  if (count("double") > styles.length / 2) return "double";
  return count("single") > styles.length / 2 ? "single" : "plain";
}

/** Replaces what changes of an item: where quotes stay the same, only the part after `=`. */
function setItem(source: ComposeSource, item: YamlScalar, text: string, flow: boolean): TextEdit {
  const { text: whole } = source.document;
  const place = span(item.span.start, writtenEnd(whole, item.span));
  const newText = writeScalar(text, { style: styleFor(item.style), flow });
  const old = whole.slice(place.start, place.end);
  let same = 0;
  const sign = newText.indexOf("=") + 1;
  while (same < sign && old.charAt(same) === newText.charAt(same)) same++;
  const isQuoted = /^["']/.test(newText) && newText.charAt(0) === old.charAt(0);
  const tail = isQuoted && same === sign ? 1 : 0;
  if (same < sign) return { span: place, newText };
  return {
    span: span(place.start + same, place.end - tail),
    newText: newText.slice(same, newText.length - tail),
  };
}

function rename(source: ComposeSource, assignment: Assignment, property: string): Written {
  const entry = entryOf(source, assignment);
  if (entry === undefined) return CANNOT;
  return written(source.document.path, [{ span: assignment.nameSpan, newText: variableName(property) }]);
}

function remove(source: ComposeSource, assignment: Assignment): Written {
  const entry = entryOf(source, assignment);
  if (entry === undefined) return CANNOT;
  return removeStep(source, entry.step, entry.above);
}

/** Whether an alias elsewhere refers to an anchor within a step, which therefore cannot go away. */
function isReferredTo(source: ComposeSource, step: Step): boolean {
  const { text } = source.document;
  const whole = spanOf(step);
  const anchors = text.slice(whole.start, whole.end).match(/(?<=[\s,[{:]&)[^\s,[\]{}]+/g) ?? [];
  return anchors.some((name) =>
    [...text.matchAll(/(?<=[\s,[{:]\*)[^\s,[\]{}]+/g)].some(
      ({ 0: alias, index }) => alias === name && (index < whole.start || index >= whole.end),
    ),
  );
}

/** Deletes an entry; the last one with the key that holds it, for Compose refuses an `environment` without entries. */
function removeStep(source: ComposeSource, step: Step, above: readonly Step[]): Written {
  const { text } = source.document;
  const parts = partsOf(step);
  if (isReferredTo(source, step)) return { kind: "cannot", why: "shared" };
  if (parts.length > 1)
    return written(source.document.path, [
      step.holder.flow ? deleteFlowPart(text, parts, spanOf(step)) : deleteBlockPart(text, step),
    ]);
  const outer = above.at(-1);
  if (outer === undefined || step.holder.anchor !== undefined || valueOfStep(outer) !== step.holder) {
    // An anchor stays for those that refer to it, with nothing in it.
    const empty = step.kind === "pair" ? "{}" : "[]";
    const place = span(step.holder.span.start, writtenEnd(text, step.holder.span));
    return written(source.document.path, [{ span: place, newText: empty }]);
  }
  return removeStep(source, outer, above.slice(0, -1));
}

function partsOf(step: Step): readonly Span[] {
  return step.kind === "pair"
    ? step.holder.pairs.map((pair) => pair.span)
    : step.holder.items.map((item) => item.span);
}

function deleteBlockPart(text: string, step: Step): TextEdit {
  const statement = statementSpan(text, step);
  const lines = statementLines(text, statement);
  if (lines.start !== statement.start || isLineStart(text, lines.start)) return deleteLines(text, lines);
  // The first entry of a mapping in a list, after its `-`: what follows moves up.
  const parts = partsOf(step);
  const next = parts[parts.findIndex(({ start }) => start === statement.start) + 1];
  return { span: span(statement.start, next?.start ?? statement.end), newText: "" };
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text.charAt(offset - 1) === "\n";
}

/** With the comma after it, or, for the last one, that before it. */
function deleteFlowPart(text: string, parts: readonly Span[], part: Span): TextEdit {
  const index = parts.findIndex(({ start }) => start === part.start);
  const next = parts[index + 1];
  if (next !== undefined) return { span: span(part.start, next.start), newText: "" };
  const before = parts[index - 1];
  const comma = before === undefined ? part.start : text.indexOf(",", before.end);
  return { span: span(comma < 0 ? part.start : comma, part.end), newText: "" };
}

/** Turns the lines of a statement into comments; the last entry with the key that holds it. */
function commentOut(source: ComposeSource, at: Span): Written {
  const { text } = source.document;
  const steps = stepsTo(source, at.start);
  const entry = entryStep(steps);
  const index = entry?.index ?? steps.length - 1;
  const step = steps[index];
  if (step === undefined || step.holder.flow || /^\ufeff?\s*\{/.test(text)) return CANNOT;
  let outer = index;
  while (outer > 0 && partsOf(steps[outer] ?? step).length < 2) outer--;
  const chosen = steps[outer] ?? step;
  if (isReferredTo(source, chosen)) return { kind: "cannot", why: "shared" };
  const statement = statementSpan(text, chosen);
  const lines = statementLines(text, statement);
  const beginsLine =
    text.slice(text.lastIndexOf("\n", statement.start - 1) + 1, statement.start).trim() === "";
  return beginsLine && partsOf(chosen).length > 1
    ? written(source.document.path, commentLines(text, lines))
    : CANNOT;
}
