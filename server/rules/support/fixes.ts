import type { Applicability, Fix } from "../../findings/fix.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { Location } from "../../model/location.ts";

/** A fix that is only a text to read: there is no edit that would be right everywhere. */
export function displayOnlyFix(title: string): Fix {
  return { title, applicability: "display", edits: [] };
}

/** Writes another value; a trailing comment stays. */
export function setFix(
  title: string,
  applicability: Applicability,
  assignment: Assignment,
  value: string,
): Fix {
  return { title, applicability, edits: [{ kind: "set", assignment, value }] };
}

/** Deletes the statement with its line break. */
export function removeFix(title: string, applicability: Applicability, assignment: Assignment): Fix {
  return { title, applicability, edits: [{ kind: "remove", assignment }] };
}

/** Writes another property name; the value stays. */
export function renameFix(
  title: string,
  applicability: Applicability,
  assignment: Assignment,
  property: string,
): Fix {
  return { title, applicability, edits: [{ kind: "rename", assignment, property }] };
}

/** Writes other characters, for what only exists in one syntax: a quote, a colon, a blank. */
export function replaceFix(title: string, applicability: Applicability, span: Location, text: string): Fix {
  return { title, applicability, edits: [{ kind: "replace", span, text }] };
}

/** Puts a comment sign before the line that holds the span. */
export function commentOutFix(title: string, applicability: Applicability, span: Location): Fix {
  return { title, applicability, edits: [{ kind: "comment-out", span }] };
}
