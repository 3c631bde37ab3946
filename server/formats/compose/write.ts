import { type Span, span } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { SourceId } from "../../model/location.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import type { Source } from "../../model/source.ts";
import { envFileReader } from "../env-file/readers.ts";
import { writeInEnvFile } from "../env-file/write.ts";
import { editedSource, placeOfEdit, writeEdit } from "../shared/edited-source.ts";
import { variableName } from "../shared/kong-variable.ts";
import { written } from "../shared/line-edits.ts";
import { commentOutStep, removeStep } from "../yaml/edit-step.ts";
import type { ScalarStyle, YamlScalar } from "../yaml/tree.ts";
import { type Step, writtenEnd } from "../yaml/tree-places.ts";
import { replacementStyle, writeScalar } from "../yaml/write-scalar.ts";
import { type ComposeSource, isCompose } from "./compose-source.ts";
import { escapeDollars } from "./escape-dollars.ts";
import { insertInCompose } from "./insert.ts";
import { entryStep, stepsTo } from "./tree-places.ts";

const CANNOT: Written = { kind: "cannot", why: "syntax" };

/** Writes an edit into a Compose file, or into an environment file that a service draws on. */
export function writeCompose(
  edit: SemanticEdit,
  unit: LinkedUnit,
  sources: (id: SourceId) => Source | undefined,
): Written {
  const edited = editedSource(edit, placeOfEdit(edit, unit), sources);
  if (edited.kind === "cannot") return edited;
  const { source } = edited;
  if (!isCompose(source)) return writeInEnvFile(edit, source, envFileReader(unit.reader) ?? "compose-2");
  return writeEdit(edit, {
    set: (assignment, value) => setValue(source, assignment, value),
    remove: (assignment) => remove(source, assignment),
    rename: (assignment, property) => rename(source, assignment, property),
    insert: (insertion) => insertInCompose(source, unit, insertion),
    commentOut: (at) => commentOut(source, at),
  });
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
    const style = node.kind === "scalar" ? replacementStyle(node.style) : neighborStyle(step);
    const newText = writeScalar(text, { style: isEmpty ? neighborStyle(step) : style, flow: holder.flow });
    return written(source.document.path, [{ span: place, newText: isEmpty ? ` ${newText}` : newText }]);
  }
  const item = step.item.value;
  if (item.kind !== "scalar") return CANNOT;
  return written(source.document.path, [
    setItem(source, item, `${assignment.writtenName}=${text}`, holder.flow),
  ]);
}

/** The quotes of the entries beside a step; the style of most of them. */
function neighborStyle({ kind, holder }: Step): ScalarStyle {
  const styles = (kind === "pair" ? holder.pairs : holder.items).flatMap(({ value }) =>
    value.kind === "scalar" && value.style !== "empty" ? [replacementStyle(value.style)] : [],
  );
  const count = (style: ScalarStyle): number => styles.filter((each) => each === style).length;
  if (count("double") > styles.length / 2) return "double";
  return count("single") > styles.length / 2 ? "single" : "plain";
}

/** Replaces what changes of an item: where quotes stay the same, only the part after `=`. */
function setItem(source: ComposeSource, item: YamlScalar, text: string, flow: boolean): TextEdit {
  const { text: whole } = source.document;
  const place = span(item.span.start, writtenEnd(whole, item.span));
  const newText = writeScalar(text, { style: replacementStyle(item.style), flow });
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
  // Compose refuses an `environment` without entries.
  return removeStep(source.document, entry.step, entry.above);
}

/** Turns the lines of a statement into comments; the last entry with the key that holds it. */
function commentOut(source: ComposeSource, at: Span): Written {
  const steps = stepsTo(source, at.start);
  const index = entryStep(steps)?.index ?? steps.length - 1;
  return commentOutStep(source.document, steps, index);
}
