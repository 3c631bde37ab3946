import type { FormatProblem, Resolved } from "../../model/format.ts";

/** A reference that led to no source. */
export type Unresolved = Exclude<Resolved, { kind: "source" }>;

/** A reference to a file that is not there. */
export type Missing = Extract<Resolved, { kind: "missing" }>;

/** Why a file was not read, after its name. */
export function unresolved(resolved: Unresolved): string {
  switch (resolved.kind) {
    case "missing":
      return "is not there";
    case "outside":
      return "lies outside the workspace";
    case "unreadable":
      return "cannot be read";
    case "circular":
      return "leads back to itself";
    case "pending":
      return "is still being read";
  }
}

/**
 * What a tool makes of a file that it needs and does not find. Files with secrets often stay out of repositories, so that only of one
 * that a change removes a rule should say something.
 * @param consequence what the tool does: `Docker Compose stops`
 */
export function lacked(
  { wasRemoved }: Missing,
  consequence: string,
): Pick<FormatProblem, "kind" | "refuses" | "detail"> {
  return wasRemoved === true
    ? { kind: "removed-file", refuses: true, detail: `${consequence}, because this change removes the file` }
    : { kind: "missing-file", refuses: true, detail: `${consequence}, because the file is not there` };
}
