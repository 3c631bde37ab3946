import { type Span, sliceSpan } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { DocumentAnalysis } from "../document-analysis.ts";
import { assignmentAt, ownAssignments } from "./assignment-at.ts";
import { commentedSettingAt } from "./commented-setting.ts";
import { vaultVariable } from "./vault-variable.ts";

/** What a place of a document names: a setting, or a variable that a vault reads. */
export type ConfigSymbol =
  | { readonly kind: "property"; readonly property: string }
  | { readonly kind: "variable"; readonly variable: string };

/** A thing that is named at a place, and the characters that name it. */
export interface SymbolAtPosition {
  readonly thing: ConfigSymbol;
  readonly span: Span;
  readonly assignment: Assignment | undefined;
}

/** One place where a thing is set or used. */
export interface Occurrence {
  readonly span: Span;
  /** Where the whole statement is. */
  readonly statement: Span;
  /** `sets`: it is given a value; `reads`: a reference asks for it. */
  readonly role: "sets" | "reads";
  readonly assignment: Assignment | undefined;
}

/** The setting or the variable at an offset; on a value that is no reference, the setting. */
export function symbolAtPosition(
  { analysis }: DocumentAnalysis,
  offset: number,
): SymbolAtPosition | undefined {
  const { unit } = analysis;
  const assignment = assignmentAt(ownAssignments(unit), offset);
  if (assignment !== undefined) {
    const { property, nameSpan, writtenValueSpan, writtenValue } = assignment;
    const variable = offset >= writtenValueSpan.start ? vaultVariable(writtenValue) : undefined;
    if (variable !== undefined && offset <= writtenValueSpan.end)
      return { thing: { kind: "variable", variable }, span: writtenValueSpan, assignment };
    if (offset > assignment.span.end || offset < nameSpan.start) return undefined;
    return { thing: { kind: "property", property }, span: nameSpan, assignment };
  }
  const foreign = foreignVariables(unit).find(({ start, end }) => start <= offset && offset <= end);
  if (foreign !== undefined) {
    const variable = sliceSpan(unit.document.text, foreign);
    return { thing: { kind: "variable", variable }, span: foreign, assignment: undefined };
  }
  const commented = commentedSettingAt(analysis, offset);
  if (commented === undefined || offset > commented.value.end) return undefined;
  return {
    thing: { kind: "property", property: commented.property },
    span: commented.name,
    assignment: undefined,
  };
}

/** Every place of a source that sets or reads a thing, in order. */
export function occurrencesOf(thing: ConfigSymbol, unit: ConfigUnit): Occurrence[] {
  switch (thing.kind) {
    case "property":
      return unit.assignments
        .filter(({ property }) => property === thing.property)
        .map((assignment) => ({
          span: assignment.nameSpan,
          statement: assignment.lineSpan,
          role: "sets",
          assignment,
        }));
    case "variable":
      return [
        ...foreignVariables(unit)
          .filter((span) => sliceSpan(unit.document.text, span) === thing.variable)
          .map((span): Occurrence => ({ span, statement: span, role: "sets", assignment: undefined })),
        ...unit.assignments
          .filter(({ writtenValue }) => vaultVariable(writtenValue) === thing.variable)
          .map(
            (assignment): Occurrence => ({
              span: assignment.writtenValueSpan,
              statement: assignment.lineSpan,
              role: "reads",
              assignment,
            }),
          ),
      ];
  }
}

function foreignVariables({ otherLines = [] }: ConfigUnit): Span[] {
  return otherLines.flatMap(({ kind, span }) => (kind === "foreign-variable" ? [span] : []));
}
