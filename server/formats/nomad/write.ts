import { span } from "../../../grammar/text/span.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { WriteContext } from "../../model/format.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import { blocksOf } from "../hcl/tree.ts";
import { quoteHcl } from "../hcl/write-text.ts";
import { kongConf } from "../kong-conf/format.ts";
import { variableName } from "../shared/kong-variable.ts";
import { commentLines, deleteLines, insertLineAfter, replaceAt, written } from "../shared/line-edits.ts";
import { indentAt, lineEndAt, lineStartAt } from "../shared/text-lines.ts";
import { confOf } from "./link.ts";
import { isNomad, type NomadSource } from "./nomad-source.ts";
import { tasksIn } from "./tasks.ts";

const CANNOT: Written = { kind: "cannot", why: "syntax" };

/** Writes an edit into a job, or into a kong.conf that a template of it writes. */
export function writeNomad(edit: SemanticEdit, unit: ConfigUnit, context: WriteContext): Written {
  if ("assignment" in edit && edit.assignment.origin.kind !== "written")
    return { kind: "cannot", why: "no-text" };
  const source = context.source(unit.document.path);
  if (source === undefined || !isNomad(source)) return { kind: "cannot", why: "outside" };
  const { text, path } = source.document;
  const isFile =
    "assignment" in edit
      ? edit.assignment.channel === "file"
      : edit.kind === "insert" && edit.after?.channel === "file";
  const task = tasksIn(source).find(({ block }) => block.span.start === unit.extent.start);
  const conf = isFile && task !== undefined ? confOf(source, task) : undefined;
  if (conf !== undefined)
    return kongConf.write(edit, { ...unit, document: conf.document, file: conf.file }, context);
  switch (edit.kind) {
    case "set":
      return written(path, [{ span: edit.assignment.rawValueSpan, newText: quoteHcl(edit.value) }]);
    case "rename":
      return written(path, [{ span: edit.assignment.nameSpan, newText: variableName(edit.property) }]);
    case "remove":
      return isAloneOnLines(text, edit.assignment.span)
        ? written(path, [deleteLines(text, edit.assignment.lineSpan)])
        : CANNOT;
    case "insert":
      return insert(source, unit, edit);
    case "comment-out":
      return written(path, commentLines(text, edit.span));
    case "replace":
      return replaceAt(edit.span, edit.text);
  }
}

function isAloneOnLines(text: string, place: { readonly start: number; readonly end: number }): boolean {
  const before = text.slice(lineStartAt(text, place.start), place.start);
  const after = text.slice(place.end, lineEndAt(text, place.end));
  return before.trim() === "" && /^[ \t]*(?:(?:#|\/\/).*)?$/.test(after);
}

function insert(
  source: NomadSource,
  unit: ConfigUnit,
  { property, value, after }: SemanticEdit & { kind: "insert" },
): Written {
  const { text, path } = source.document;
  const line = `${variableName(property)} = ${quoteHcl(value)}`;
  const neighbor =
    after ??
    unit.assignments.findLast(
      ({ origin, channel }) => origin.kind === "written" && channel === "environment",
    );
  if (neighbor !== undefined) {
    if (!isAloneOnLines(text, neighbor.span)) return CANNOT;
    const indent = indentAt(text, neighbor.span.start);
    return written(path, [insertLineAfter(text, neighbor.span.end, indent + line)]);
  }
  const task = tasksIn(source).find(({ block }) => block.span.start === unit.extent.start);
  const [env] = task === undefined ? [] : blocksOf(task.block.body, "env");
  if (task === undefined) return CANNOT;
  const brace = text.indexOf("{", (env ?? task.block).typeSpan.end);
  const indent = `${indentAt(text, (env ?? task.block).span.start)}  `;
  const lines = env === undefined ? `env {\n${indent}  ${line}\n${indent}}` : line;
  const place = span(brace + 1, brace + 1);
  return written(path, [{ span: place, newText: `\n${indent}${lines}` }]);
}
