import { type Span, span } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import type { Assignment } from "../../../server/model/assignment.ts";
import type { ConfigUnit } from "../../../server/model/config-unit.ts";
import type { SemanticEdit, Written } from "../../../server/model/semantic-edit.ts";

type Refusal = Extract<Written, { kind: "cannot" }>["why"];

/** What cannot stand in a value. */
const SIGNS = /[;{}\n]|@\(/;

/** A change of a setting as a change of characters. */
export function writeToy(edit: SemanticEdit, unit: ConfigUnit): Written {
  const edits = editsOf(edit, unit);
  if (typeof edits === "string") return { kind: "cannot", why: edits };
  return { kind: "edits", changes: [{ source: unit.document.path, edits }] };
}

function editsOf(edit: SemanticEdit, unit: ConfigUnit): readonly TextEdit[] | Refusal {
  switch (edit.kind) {
    case "set": {
      const reason = reasonAgainst(edit.assignment, unit);
      if (reason !== undefined) return reason;
      if (SIGNS.test(edit.value)) return "syntax";
      return [{ span: plain(edit.assignment.rawValueSpan), newText: edit.value }];
    }
    case "remove":
      return reasonAgainst(edit.assignment, unit) ?? [removal(edit.assignment, unit.document.text)];
    case "rename":
      return (
        reasonAgainst(edit.assignment, unit) ?? [
          { span: plain(edit.assignment.nameSpan), newText: edit.property },
        ]
      );
    case "insert":
      return SIGNS.test(edit.value) ? "syntax" : [insertion(unit, `${edit.property}: ${edit.value};`)];
    case "comment-out":
      return "syntax";
    case "replace":
      return [{ span: plain(edit.span), newText: edit.text }];
  }
}

/** Why a setting cannot be changed from this text. */
function reasonAgainst({ origin, value }: Assignment, { document }: ConfigUnit): Refusal | undefined {
  if (origin.kind === "derived") return "no-text";
  const isElsewhere =
    value.kind === "text" && value.pieces.some(({ at }) => at !== undefined && at.source !== document.path);
  return isElsewhere ? "outside" : undefined;
}

/** The setting with its semicolon and the blank after it. */
function removal({ span: { start, end } }: Assignment, text: string): TextEdit {
  const after = /^[ \n]*;[ ]?/.exec(text.slice(end))?.[0].length ?? 0;
  return { span: span(start, end + after), newText: "" };
}

/** At the end of the block of the process. */
function insertion({ extent, document: { text } }: ConfigUnit, setting: string): TextEdit {
  const close = text.lastIndexOf("}", extent.end - 1);
  const at = close < extent.start ? extent.end : close;
  const before = text.slice(extent.start, at).trimEnd();
  const isClosed = /[;{]$/.test(before);
  return { span: span(at, at), newText: `${isClosed ? "" : "; "}${setting} ` };
}

function plain({ start, end }: Span): Span {
  return span(start, end);
}
