import type { Assignment } from "../../model/assignment.ts";
import type { SourceId } from "../../model/location.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import type { Source } from "../../model/source.ts";
import { quoteHcl } from "../hcl/write-text.ts";
import { variableName } from "../shared/kong-variable.ts";
import { replaceAt, written } from "../shared/line-edits.ts";
import { isTerraform, type TerraformSource } from "./terraform-source.ts";

const CANNOT: Written = { kind: "cannot", why: "syntax" };

/** Writes an edit into a Terraform file: values and names. What a file fills in stays for its author to change. */
export function writeTerraform(edit: SemanticEdit, sources: (id: SourceId) => Source | undefined): Written {
  if (edit.kind === "replace") return replaceAt(edit.span, edit.text);
  if (edit.kind === "insert" || edit.kind === "comment-out" || edit.kind === "remove") return CANNOT;
  const { assignment } = edit;
  if (assignment.origin.kind !== "written") return { kind: "cannot", why: "no-text" };
  const source = sources(assignment.span.source);
  if (source === undefined || !isTerraform(source)) return { kind: "cannot", why: "outside" };
  if (assignment.writtenName !== assignment.variable) return CANNOT;
  return edit.kind === "rename"
    ? written(source.document.path, [{ span: assignment.nameSpan, newText: variableName(edit.property) }])
    : setValue(source, assignment, edit.value);
}

function setValue(
  source: TerraformSource,
  { rawValueSpan, writtenValueSpan }: Assignment,
  value: string,
): Written {
  const { text, path } = source.document;
  const quotedText = quoteHcl(value);
  // Within `"NAME=value"` the quotes are those of the whole text.
  const isPart =
    text.charAt(rawValueSpan.start - 1) === "=" &&
    rawValueSpan.start === writtenValueSpan.start &&
    text.charAt(rawValueSpan.end) === '"';
  const isHeredoc = text.startsWith("<<", rawValueSpan.start);
  if (isHeredoc) return CANNOT;
  return written(path, [{ span: rawValueSpan, newText: isPart ? quotedText.slice(1, -1) : quotedText }]);
}
