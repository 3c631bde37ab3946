import { span } from "../../../grammar/text/span.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import { variableName } from "../shared/kong-variable.ts";
import { insertLineAfter, lineBreakOf, written } from "../shared/line-edits.ts";
import { dereference, keyText, type YamlMapping, type YamlNode } from "../yaml/tree.ts";
import { indentAt, type Step, spanOf, stepsIn, writtenEnd } from "../yaml/tree-places.ts";
import { writeScalar } from "../yaml/write-scalar.ts";
import { encodeBase64 } from "./base64.ts";
import { escapeReferences } from "./expand.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";
import { entryPlace, isEncoded } from "./places.ts";

const CANNOT: Written = { kind: "cannot", why: "syntax" };

/** Adds a variable: after an assignment, else at the end of the `env` of the container, else in an `env` of its own. */
export function insertInKubernetes(
  source: KubernetesSource,
  unit: ConfigUnit,
  { property, value, after }: SemanticEdit & { kind: "insert" },
): Written {
  const name = variableName(property);
  if (source.template !== undefined) return CANNOT;
  if (after !== undefined) {
    const entry = entryPlace(source, after.nameSpan.start);
    if (entry?.form === "env") return afterItem(source, entry.step, name, value);
    if (entry?.form === "data" && after.variable === after.writtenName)
      return afterKey(source, entry.step, name, isEncoded(entry) ? encodeBase64(value) : value);
  }
  const container = containerAt(source, unit);
  return container === undefined ? CANNOT : intoContainer(source, container, name, value);
}

/** The mapping of the container that is the unit. */
function containerAt(source: KubernetesSource, { extent }: ConfigUnit): YamlMapping | undefined {
  const step = stepsIn(source.yaml, extent.start).findLast((each) => {
    const node = each.kind === "item" ? dereference(each.item.value) : undefined;
    return node?.kind === "mapping" && node.span.start === extent.start;
  });
  const node = step?.kind === "item" ? dereference(step.item.value) : undefined;
  return node?.kind === "mapping" ? node : undefined;
}

function afterItem(source: KubernetesSource, step: Step, name: string, value: string): Written {
  const { path, text } = source.document;
  const whole = spanOf(step);
  const end = writtenEnd(text, whole);
  if (step.holder.flow)
    return written(path, [
      { span: span(end, end), newText: `, ${flowEntry(text, step.holder, name, value)}` },
    ]);
  const indent = indentAt(text, whole.start);
  const isFlow = step.kind === "item" && step.item.value.kind === "mapping" && step.item.value.flow;
  const lines = isFlow
    ? `${indent}- ${flowEntry(text, step.holder, name, value)}`
    : blockEntry(text, indent, name, value);
  return written(path, [insertLineAfter(text, end, lines)]);
}

function flowEntry(text: string, holder: YamlNode, name: string, value: string): string {
  const isJson = /"name"\s*:/.test(text.slice(holder.span.start, holder.span.end));
  const content = writeScalar(escapeReferences(value), { style: isJson ? "double" : "plain", flow: true });
  return isJson ? `{"name": "${name}", "value": ${content}}` : `{name: ${name}, value: ${content}}`;
}

function blockEntry(text: string, indent: string, name: string, value: string): string {
  const content = writeScalar(escapeReferences(value), { style: "plain", flow: false });
  return `${indent}- name: ${name}${lineBreakOf(text)}${indent}  value: ${content}`;
}

function afterKey(source: KubernetesSource, step: Step, name: string, value: string): Written {
  const { path, text } = source.document;
  const whole = spanOf(step);
  const end = writtenEnd(text, whole);
  const flow = step.holder.flow;
  const entry = `${name}: ${writeScalar(value, { style: "plain", flow })}`;
  if (flow) return written(path, [{ span: span(end, end), newText: `, ${entry}` }]);
  return written(path, [insertLineAfter(text, end, indentAt(text, whole.start) + entry)]);
}

function intoContainer(
  source: KubernetesSource,
  container: YamlMapping,
  name: string,
  value: string,
): Written {
  const { path, text } = source.document;
  const env = container.pairs.findLast(({ key }) => keyText(key) === "env");
  const list = env === undefined ? undefined : env.value;
  if (list?.kind === "sequence") {
    const last = list.items.at(-1);
    if (last !== undefined) return afterItem(source, { kind: "item", item: last, holder: list }, name, value);
    const open = list.span.start + 1;
    return written(path, [{ span: span(open, open), newText: flowEntry(text, container, name, value) }]);
  }
  if (list?.kind === "alias") return { kind: "cannot", why: "shared" };
  const last = container.pairs.at(-1);
  if (last === undefined) return CANNOT;
  if (container.flow) {
    const end = writtenEnd(text, last.span);
    const isJson = last.key.kind === "scalar" && last.key.style === "double";
    const key = isJson ? '"env"' : "env";
    return written(path, [
      { span: span(end, end), newText: `, ${key}: [${flowEntry(text, container, name, value)}]` },
    ]);
  }
  const indent = indentAt(text, last.span.start);
  const entry = blockEntry(text, `${indent}  `, name, value);
  if (env !== undefined && list !== undefined)
    return written(path, [
      { span: span(list.span.start, writtenEnd(text, list.span)), newText: lineBreakOf(text) + entry },
    ]);
  const end = writtenEnd(text, last.span);
  return written(path, [insertLineAfter(text, end, `${indent}env:${lineBreakOf(text)}${entry}`)]);
}
