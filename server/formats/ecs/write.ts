import { span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { WriteContext } from "../../model/format.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import { variableName } from "../shared/kong-variable.ts";
import { insertLineAfter, lineBreakOf, replaceAt, written } from "../shared/line-edits.ts";
import { shell } from "../shell/format.ts";
import { commentOutStep, removeStep } from "../yaml/edit-step.ts";
import { keyText } from "../yaml/tree.ts";
import { indentAt, type Step, spanOf, stepsIn, writtenEnd } from "../yaml/tree-places.ts";
import { writeScalar } from "../yaml/write-scalar.ts";
import { type EcsSource, isEcs } from "./ecs-source.ts";
import { userDataIn } from "./user-data.ts";

const CANNOT: Written = { kind: "cannot", why: "syntax" };
const LISTS = /^(?:environment|secrets)$/i;

/** Writes an edit into a task definition. */
export function writeEcs(edit: SemanticEdit, unit: ConfigUnit, context: WriteContext): Written {
  if ("assignment" in edit && edit.assignment.origin.kind !== "written")
    return { kind: "cannot", why: "no-text" };
  const source = context.source(unit.document.path);
  if (source === undefined || !isEcs(source)) return { kind: "cannot", why: "outside" };
  const { path } = source.document;
  const script = userDataIn(source).find(({ node }) => node.span.start === unit.extent.start)?.script;
  if (script !== undefined)
    return shell.write(edit, { ...unit, document: script.document }, { ...context, source: () => script });
  switch (edit.kind) {
    case "set":
      return setValue(source, edit.assignment, edit.value);
    case "rename":
      return written(path, [{ span: edit.assignment.nameSpan, newText: variableName(edit.property) }]);
    case "remove": {
      const entry = entryAt(source, edit.assignment.nameSpan.start);
      return entry === undefined ? CANNOT : removeStep(source.document, entry.step, entry.above);
    }
    case "insert":
      return insert(source, unit, edit);
    case "comment-out": {
      if (source.isJson) return CANNOT;
      const steps = stepsIn(source.yaml, edit.span.start);
      return commentOutStep(
        source.document,
        steps,
        entryAt(source, edit.span.start)?.above.length ?? steps.length - 1,
      );
    }
    case "replace":
      return replaceAt(edit.span, edit.text);
  }
}

/** The item of `environment` or `secrets` that holds an offset. */
export function entryAt(
  { yaml }: EcsSource,
  offset: number,
): { readonly step: Step; readonly above: readonly Step[] } | undefined {
  const steps = stepsIn(yaml, offset);
  const index = steps.findLastIndex((step, at) => {
    const parent = steps[at - 1];
    return step.kind === "item" && parent?.kind === "pair" && LISTS.test(keyText(parent.pair.key) ?? "");
  });
  const step = steps[index];
  return step === undefined ? undefined : { step, above: steps.slice(0, index) };
}

function setValue(source: EcsSource, assignment: Assignment, value: string): Written {
  const entry = entryAt(source, assignment.nameSpan.start);
  const node = entry?.step.kind === "item" ? entry.step.item.value : undefined;
  const pair =
    node?.kind === "mapping" ? node.pairs.find(({ key }) => /^value$/i.test(keyText(key) ?? "")) : undefined;
  if (node?.kind !== "mapping" || pair?.value.kind !== "scalar") return CANNOT;
  const { text, path } = source.document;
  const place = span(
    pair.value.span.start,
    Math.max(pair.value.span.start, writtenEnd(text, pair.value.span)),
  );
  const style = source.isJson || pair.value.style === "double" ? "double" : pair.value.style;
  const newText = writeScalar(value, {
    style: style === "literal" || style === "folded" || style === "empty" ? "plain" : style,
    flow: node.flow,
  });
  return written(path, [{ span: place, newText: place.start === place.end ? ` ${newText}` : newText }]);
}

function insert(
  source: EcsSource,
  unit: ConfigUnit,
  { property, value, after }: SemanticEdit & { kind: "insert" },
): Written {
  const neighbor = after ?? unit.assignments.findLast(({ origin }) => origin.kind === "written");
  const entry = neighbor === undefined ? undefined : entryAt(source, neighbor.nameSpan.start);
  const node = entry?.step.kind === "item" ? entry.step.item.value : undefined;
  if (entry === undefined || node?.kind !== "mapping") return CANNOT;
  const { text, path } = source.document;
  const [first] = node.pairs;
  const isCapital = /^N/.test(first === undefined ? "" : (keyText(first.key) ?? ""));
  const [nameKey, valueKey] = isCapital ? ["Name", "Value"] : ["name", "value"];
  const name = variableName(property);
  const whole = spanOf(entry.step);
  const end = writtenEnd(text, whole);
  if (source.isJson) {
    const item = `{"${nameKey}": "${name}", "${valueKey}": ${writeScalar(value, { style: "double", flow: true })}}`;
    const lead = text.slice(text.lastIndexOf("\n", whole.start - 1) + 1, whole.start);
    const separator = lead.trim() === "" ? `,${lineBreakOf(text)}${lead}` : ", ";
    return written(path, [{ span: span(end, end), newText: separator + item }]);
  }
  if (entry.step.holder.flow)
    return written(path, [
      {
        span: span(end, end),
        newText: `, {${nameKey}: ${name}, ${valueKey}: ${writeScalar(value, { style: "plain", flow: true })}}`,
      },
    ]);
  const indent = indentAt(text, whole.start);
  const content = writeScalar(value, { style: "plain", flow: false });
  return written(path, [
    insertLineAfter(
      text,
      end,
      `${indent}- ${nameKey}: ${name}${lineBreakOf(text)}${indent}  ${valueKey}: ${content}`,
    ),
  ]);
}

/** The statement at an offset: an entry of variables, or the innermost part. */
export function statementInEcs(source: EcsSource, offset: number): Step | undefined {
  return entryAt(source, offset)?.step ?? stepsIn(source.yaml, offset).at(-1);
}
