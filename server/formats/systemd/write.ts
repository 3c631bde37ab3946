import { type Span, span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { WriteContext } from "../../model/format.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import { writeInEnvFile } from "../env-file/write.ts";
import { editedSource, placeOfEdit, writeEdit } from "../shared/edited-source.ts";
import { variableName } from "../shared/kong-variable.ts";
import { commentLines, deleteLines, insertLineAfter, written } from "../shared/line-edits.ts";
import { isSystemd, type Setting, type SystemdSource } from "./systemd-source.ts";
import { splitWords, type Word } from "./words.ts";

const CANNOT: Written = { kind: "cannot", why: "syntax" };

/** Writes an edit into a unit, a drop-in, or a file of `EnvironmentFile=`. */
export function writeSystemd(edit: SemanticEdit, unit: ConfigUnit, context: WriteContext): Written {
  const edited = editedSource(edit, placeOfEdit(edit, unit), (id) => context.source(id));
  if (edited.kind === "cannot") return edited;
  const { source } = edited;
  if (!isSystemd(source)) return writeInEnvFile(edit, source, "systemd");
  return writeEdit(edit, {
    set: (assignment, value) => replaceWord(source, assignment, `${assignment.writtenName}=${value}`),
    remove: (assignment) => remove(source, assignment),
    rename: ({ nameSpan }, property) =>
      written(source.document.path, [{ span: nameSpan, newText: variableName(property) }]),
    insert: ({ property, value, after }) => insert(source, variableName(property), value, after),
    commentOut: (at) => commentOut(source, at),
  });
}

function commentOut({ settings, document: { path, text } }: SystemdSource, at: Span): Written {
  const setting = settings.find((each) => each.span.start <= at.start && at.start <= each.span.end);
  return setting === undefined ? CANNOT : written(path, commentLines(text, setting.span));
}

/** The word that an assignment stands in. */
function wordOf(
  source: SystemdSource,
  { nameSpan }: Assignment,
): { readonly setting: Setting; readonly words: readonly Word[]; readonly word: Word } | undefined {
  const setting = source.settings.find(
    ({ valueSpan }) => valueSpan.start <= nameSpan.start && nameSpan.end <= valueSpan.end,
  );
  if (setting === undefined) return undefined;
  const { words } = splitWords(setting.value);
  const word = words.find(({ range }) => {
    const place = setting.value.map.spanToSource(range);
    return place.start <= nameSpan.start && nameSpan.start < place.end;
  });
  return word === undefined ? undefined : { setting, words, word };
}

function replaceWord(source: SystemdSource, assignment: Assignment, content: string): Written {
  const found = wordOf(source, assignment);
  if (found === undefined) return CANNOT;
  const place = found.setting.value.map.spanToSource(found.word.range);
  return written(source.document.path, [{ span: place, newText: quoteAssignment(content) }]);
}

/** An assignment in double quotes, in which nothing is filled in; without them where nothing needs them. */
export function quoteAssignment(content: string): string {
  const text = content.replaceAll("%", "%%");
  if (/^[\w./:@,+=%*?;-]+$/.test(text)) return text;
  const escaped = text
    .replace(/["\\]/g, (character) => `\\${character}`)
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return `"${escaped}"`;
}

function remove(source: SystemdSource, assignment: Assignment): Written {
  const found = wordOf(source, assignment);
  if (found === undefined) return CANNOT;
  const { path, text } = source.document;
  const { setting, words, word } = found;
  if (words.length === 1) return written(path, [deleteLines(text, setting.span)]);
  const index = words.indexOf(word);
  const next = words[index + 1];
  const from =
    index === 0 || next !== undefined ? word.range.start : (words[index - 1]?.range.end ?? word.range.start);
  const to = next === undefined ? word.range.end : next.range.start;
  const { map } = setting.value;
  const start =
    from === word.range.start ? map.toSource(from) : map.spanToSource({ start: 0, end: from }).end;
  const end = next === undefined ? map.spanToSource(word.range).end : map.toSource(to);
  return written(path, [{ span: span(start, end), newText: "" }]);
}

function insert(source: SystemdSource, name: string, value: string, after: Assignment | undefined): Written {
  const { path, text } = source.document;
  const line = `Environment=${quoteAssignment(`${name}=${value}`)}`;
  const neighbor =
    after?.lineSpan.source === path
      ? after.lineSpan
      : source.settings.findLast(({ section, name: each }) => section === "Service" && each === "Environment")
          ?.span;
  const place = neighbor ?? source.settings.findLast(({ section }) => section === "Service")?.span;
  return place === undefined ? CANNOT : written(path, [insertLineAfter(text, place.end, line)]);
}
