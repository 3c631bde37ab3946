import type { Assignment } from "../../../model/assignment.ts";

/** The object that a written JSON value stands for; undefined where it is none, or not known before run time. */
export function jsonObject(
  assignment: Assignment | undefined,
): Readonly<Record<string, unknown>> | undefined {
  if (assignment === undefined || assignment.opaque !== undefined) return undefined;
  try {
    const value: unknown = JSON.parse(assignment.writtenValue);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(Object.entries(value));
  } catch {
    return undefined;
  }
}
