import { span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { SourceId } from "../../model/location.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import type { Source } from "../../model/source.ts";
import { placeOfEdit, writeEdit } from "../shared/edited-source.ts";
import { variableName } from "../shared/kong-variable.ts";
import { commentLines, deleteLines, insertLineAfter, lineBreakOf, written } from "../shared/line-edits.ts";
import { quoteEnvValue } from "./quote.ts";
import { type EnvFileReader, envFileReader } from "./readers.ts";

const CANNOT: Written = { kind: "cannot", why: "syntax" };

/** Writes an edit into an environment file, in the way its reader reads. */
export function writeEnvFile(
  edit: SemanticEdit,
  unit: LinkedUnit,
  sources: (id: SourceId) => Source | undefined,
): Written {
  const source = sources(placeOfEdit(edit, unit).source);
  if (source === undefined) return { kind: "cannot", why: "outside" };
  return writeInEnvFile(edit, source, envFileReader(unit.reader));
}

/**
 * Writes an edit into one environment file.
 * @param reader who reads it; undefined: unknown
 */
export function writeInEnvFile(
  edit: SemanticEdit,
  source: Source,
  reader: EnvFileReader | undefined,
): Written {
  const { path, text } = source.document;
  return writeEdit(edit, {
    set: (assignment, value) => setValue(assignment, value, source, reader),
    remove: ({ origin, lineSpan }) =>
      origin.kind === "written"
        ? written(path, [deleteLines(text, lineSpan)])
        : { kind: "cannot", why: "no-text" },
    rename: ({ nameSpan }, property) => written(path, [{ span: nameSpan, newText: variableName(property) }]),
    insert: (insertion) => insert(insertion, source, reader),
    commentOut: (at) => written(path, commentLines(text, at)),
  });
}

function isExported(text: string, { nameSpan }: Assignment): boolean {
  return /export\s+$/.test(text.slice(Math.max(0, nameSpan.start - 40), nameSpan.start));
}

function quoteAt(text: string, { rawValueSpan }: Assignment): '"' | "'" | undefined {
  const first = text.charAt(rawValueSpan.start);
  const isQuoted = rawValueSpan.end - rawValueSpan.start > 1 && text.charAt(rawValueSpan.end - 1) === first;
  return isQuoted && (first === '"' || first === "'") ? first : undefined;
}

function setValue(
  assignment: Assignment,
  value: string,
  source: Source,
  reader: EnvFileReader | undefined,
): Written {
  const { text } = source.document;
  const quote = quoteAt(text, assignment);
  const newText = quoteEnvValue(value, { quote, exported: isExported(text, assignment), reader });
  if (newText === undefined) return CANNOT;
  const { start, end } = assignment.rawValueSpan;
  const hasSign = text.slice(assignment.nameSpan.end, start).includes("=") || text.charAt(start - 1) === ":";
  return written(source.document.path, [
    { span: span(start, end), newText: hasSign ? newText : `=${newText}` },
  ]);
}

function insert(
  { property, value, after }: SemanticEdit & { kind: "insert" },
  source: Source,
  reader: EnvFileReader | undefined,
): Written {
  const { text } = source.document;
  const exported = after !== undefined && isExported(text, after);
  const quoted = quoteEnvValue(value, { quote: undefined, exported, reader });
  if (quoted === undefined) return CANNOT;
  const line = `${exported ? "export " : ""}${variableName(property)}=${quoted}`;
  if (after !== undefined)
    return written(source.document.path, [insertLineAfter(text, after.lineSpan.end, line)]);
  const isOpen = text !== "" && !text.endsWith("\n");
  const lineBreak = lineBreakOf(text);
  const end = text.length;
  return written(source.document.path, [
    { span: span(end, end), newText: isOpen ? lineBreak + line : line + lineBreak },
  ]);
}
