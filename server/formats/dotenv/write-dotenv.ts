import { smallestEdit } from "../../../grammar/text/smallest-edit.ts";
import { overlaps } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import { insertLine, placeAfter, placeAtEnd } from "../shared/insertion-place.ts";
import { variableName } from "../shared/kong-variable.ts";
import { wholeLines } from "../shared/line-source.ts";
import { commentOut } from "../shared/statement-lines.ts";
import type { DotenvQuote } from "./dotenv-value.ts";
import { quoteDotenv } from "./quote-dotenv.ts";

/** A change of a setting as a change of characters, in the style of the file: `export`, quotes, trailing comments. */
export function writeDotenv(edit: SemanticEdit, unit: ConfigUnit): Written {
  const edits = editsFor(edit, unit);
  if (edits === undefined) return { kind: "cannot", why: "syntax" };
  return { kind: "edits", changes: [{ source: unit.document.path, edits }] };
}

function editsFor(edit: SemanticEdit, unit: ConfigUnit): readonly TextEdit[] | undefined {
  const { text } = unit.document;
  switch (edit.kind) {
    case "set": {
      const style = {
        quote: quoteOf(text, edit.assignment),
        shell: isExported(text, edit.assignment),
        expands: edit.assignment.opaque === "shell-variable",
      };
      return [smallestEdit(text, edit.assignment.rawValueSpan, quoteDotenv(edit.value, style))];
    }
    case "remove": {
      const { lineSpan } = edit.assignment;
      if (unit.templateSpans.some((tag) => overlaps(tag, lineSpan))) return undefined;
      return [{ span: wholeLines(text, lineSpan), newText: "" }];
    }
    case "rename":
      return [smallestEdit(text, edit.assignment.nameSpan, variableName(edit.property))];
    case "insert": {
      const neighbor = edit.after ?? unit.assignments.at(-1);
      const shell = neighbor !== undefined && isExported(text, neighbor);
      const value = quoteDotenv(edit.value, { quote: undefined, shell });
      const line = `${shell ? "export " : ""}${variableName(edit.property)}=${value}`;
      const place = edit.after === undefined ? placeAtEnd(text) : placeAfter(text, edit.after);
      return [insertLine(text, place, line)];
    }
    case "comment-out":
      return commentOut(text, unit.assignments, ({ lineSpan }) => lineSpan, edit.span);
    case "replace":
      return [smallestEdit(text, edit.span, edit.text)];
  }
}

function quoteOf(text: string, { rawValueSpan, writtenValueSpan }: Assignment): DotenvQuote | undefined {
  if (rawValueSpan.start === writtenValueSpan.start) return undefined;
  return text.charAt(rawValueSpan.start) === "'" ? "'" : '"';
}

function isExported(text: string, { lineSpan, nameSpan }: Assignment): boolean {
  return /^\ufeff?[ \t]*export[ \t]/.test(text.slice(lineSpan.start, nameSpan.start));
}
