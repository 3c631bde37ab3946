import { type Span, span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { WriteContext } from "../../model/format.ts";
import type { Location } from "../../model/location.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import type { Source } from "../../model/source.ts";
import { writeInEnvFile } from "../env-file/write.ts";
import { kongConf } from "../kong-conf/format.ts";
import { editedSource, placeOfEdit, writeEdit } from "../shared/edited-source.ts";
import { variableName } from "../shared/kong-variable.ts";
import { commentLines, deleteLines, written } from "../shared/line-edits.ts";
import { commentOutStep, removeStep } from "../yaml/edit-step.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { stepsIn, writtenEnd } from "../yaml/tree-places.ts";
import { replacementStyle, writeScalar } from "../yaml/write-scalar.ts";
import { encodeBase64 } from "./base64.ts";
import { confAt } from "./conf-in-manifest.ts";
import { escapeReferences } from "./expand.ts";
import { insertInKubernetes } from "./insert.ts";
import { isKubernetes, type KubernetesSource } from "./kubernetes-source.ts";
import { type EntryPlace, entryPlace, isEncoded, pairOf } from "./places.ts";

const CANNOT: Written = { kind: "cannot", why: "syntax" };

/** Writes an edit into a manifest, into a kong.conf inside it, or into an environment file of a generator. */
export function writeKubernetes(edit: SemanticEdit, unit: ConfigUnit, context: WriteContext): Written {
  const edited = editedSource(edit, placeIn(edit, unit), (id) => context.source(id));
  if (edited.kind === "cannot") return edited;
  const { source, at } = edited;
  if (source.format.id === kongConf.id) return writeInConf(edit, unit, source, context);
  if (!isKubernetes(source)) return writeInEnvFile(edit, source, "kubectl");
  if (isAboutFile(edit, unit, at)) {
    const conf = confSource(source, at.start);
    // In quotes or as base64, it is one scalar, which is not written anew for one line of it.
    return conf === undefined ? CANNOT : indented(writeInConf(edit, unit, conf, context), source);
  }
  return writeEdit(edit, {
    set: (assignment, value) => setValue(source, assignment, value),
    remove: (assignment) => remove(source, assignment),
    rename: (assignment, property) => rename(source, assignment, property),
    insert: (insertion) => insertInKubernetes(source, unit, insertion),
    commentOut: (place) => commentOut(source, place),
  });
}

function writeInConf(edit: SemanticEdit, unit: ConfigUnit, conf: Source, context: WriteContext): Written {
  const { document, file, templateSpans } = conf;
  return kongConf.write(edit, { ...unit, document, file, templateSpans }, context);
}

/** A sign of a comment at the start of a line would end the block that the file is in: it goes before the first word. */
function indented(result: Written, { document: { text } }: Source): Written {
  if (result.kind !== "edits") return result;
  return {
    kind: "edits",
    changes: result.changes.map(({ source, edits }) => ({
      source,
      edits: edits.map((edit) => {
        const { start, end } = edit.span;
        if (start !== end || edit.newText !== "# ") return edit;
        const [blanks = ""] = /^[ \t]*/.exec(text.slice(start, start + 400)) ?? [];
        return { ...edit, span: span(start + blanks.length, start + blanks.length) };
      }),
    })),
  };
}

/** The value of a variable may be in another source than its name. */
function placeIn(edit: SemanticEdit, unit: ConfigUnit): Location {
  return edit.kind === "set" ? edit.assignment.rawValueSpan : placeOfEdit(edit, unit);
}

/** Whether an edit belongs to a kong.conf inside a manifest. */
function isAboutFile(edit: SemanticEdit, unit: ConfigUnit, at: Location): boolean {
  if ("assignment" in edit) return edit.assignment.channel === "file";
  if (edit.kind === "insert")
    return edit.after === undefined
      ? unit.file !== undefined && unit.deployment === undefined
      : edit.after.channel === "file";
  const holds = ({ start, end }: Span): boolean => start <= at.start && at.start <= end;
  const isOwn =
    at.source === unit.document.path && unit.file?.content.some(({ span }) => holds(span)) === true;
  return (
    isOwn ||
    unit.assignments.some(
      ({ channel, lineSpan }) => channel === "file" && lineSpan.source === at.source && holds(lineSpan),
    )
  );
}

/** The kong.conf around an offset, with the places of the manifest. */
function confSource(source: KubernetesSource, offset: number) {
  const step = stepsIn(source.yaml, offset).at(-1);
  const node: YamlNode | undefined = step?.kind === "pair" ? step.pair.value : undefined;
  const entry = entryPlace(source, offset);
  if (node === undefined || entry === undefined || isEncoded(entry)) return undefined;
  return confAt(source, node);
}

function setValue(source: KubernetesSource, assignment: Assignment, value: string): Written {
  const { path, text } = source.document;
  if (source.template !== undefined) return setInTemplate(source, assignment, value);
  const entry = entryPlace(source, assignment.rawValueSpan.start);
  if (entry === undefined) return CANNOT;
  if (entry.form === "literal") {
    const item = entry.step.kind === "item" ? entry.step.item.value : undefined;
    if (item?.kind !== "scalar") return CANNOT;
    const place = span(item.span.start, writtenEnd(text, item.span));
    const newText = writeScalar(`${assignment.writtenName}=${value}`, {
      style: replacementStyle(item.style),
      flow: false,
    });
    return written(path, [{ span: place, newText }]);
  }
  const pair =
    entry.form === "env" ? pairOf(entry, "value") : entry.step.kind === "pair" ? entry.step.pair : undefined;
  if (pair === undefined) return withValue(source, entry, value);
  const node = pair.value;
  if (node.kind === "alias") return { kind: "cannot", why: "shared" };
  const holder = entry.step.kind === "item" ? entry.step.item.value : entry.step.holder;
  const flow = (holder.kind === "mapping" || holder.kind === "sequence") && holder.flow;
  const content = isEncoded(entry)
    ? encodeBase64(value)
    : entry.form === "env"
      ? escapeReferences(value)
      : value;
  const isEmpty = node.kind === "scalar" && node.style === "empty";
  const style = node.kind === "scalar" ? replacementStyle(node.style) : "double";
  const newText = writeScalar(content, { style, flow });
  const place = span(node.span.start, Math.max(node.span.start, writtenEnd(text, node.span)));
  return written(path, [{ span: place, newText: isEmpty ? ` ${newText}` : newText }]);
}

/** An entry with a name alone gets a value. */
function withValue(source: KubernetesSource, entry: EntryPlace, value: string): Written {
  const name = pairOf(entry, "name");
  if (entry.form !== "env" || name === undefined || pairOf(entry, "valueFrom") !== undefined) return CANNOT;
  const { path, text } = source.document;
  const holder = entry.step.kind === "item" ? entry.step.item.value : undefined;
  const content = writeScalar(escapeReferences(value), { style: "plain", flow: false });
  const end = writtenEnd(text, name.span);
  if (holder?.kind === "mapping" && holder.flow)
    return written(path, [
      {
        span: span(end, end),
        newText: `, value: ${writeScalar(escapeReferences(value), { style: "double", flow: true })}`,
      },
    ]);
  const lineStart = text.lastIndexOf("\n", name.span.start - 1) + 1;
  const indent = text.slice(lineStart, name.span.start).replace(/[^ \t]/g, " ");
  return written(path, [{ span: span(end, end), newText: `\n${indent}value: ${content}` }]);
}

function setInTemplate(
  { document: { path } }: KubernetesSource,
  assignment: Assignment,
  value: string,
): Written {
  if (assignment.opaque !== undefined) return { kind: "cannot", why: "shared" };
  const { rawValueSpan } = assignment;
  return written(path, [
    { span: rawValueSpan, newText: writeScalar(escapeReferences(value), { style: "double", flow: false }) },
  ]);
}

function rename(source: KubernetesSource, assignment: Assignment, property: string): Written {
  const { nameSpan, variable, writtenName } = assignment;
  const name = variableName(property);
  // A prefix of `envFrom` stays where it is written.
  const prefix = variable.slice(0, variable.length - writtenName.length);
  if (!name.startsWith(prefix)) return { kind: "cannot", why: "shared" };
  return written(source.document.path, [{ span: nameSpan, newText: name.slice(prefix.length) }]);
}

function remove(source: KubernetesSource, assignment: Assignment): Written {
  const { path, text } = source.document;
  if (source.template !== undefined)
    return assignment.opaque === undefined
      ? written(path, [deleteLines(text, assignment.lineSpan)])
      : { kind: "cannot", why: "shared" };
  const entry = entryPlace(source, assignment.nameSpan.start);
  return entry === undefined ? CANNOT : removeStep(source.document, entry.step, entry.above);
}

/** Turns the lines of a statement into comments. */
function commentOut(source: KubernetesSource, at: Span): Written {
  const { path, text } = source.document;
  if (source.template !== undefined) {
    const pair = source.template.find(({ span: each }) => each.start <= at.start && at.start <= each.end);
    return pair === undefined ? CANNOT : written(path, commentLines(text, pair.span));
  }
  const steps = stepsIn(source.yaml, at.start);
  const entry = entryPlace(source, at.start);
  return commentOutStep(source.document, steps, entry === undefined ? steps.length - 1 : entry.above.length);
}
