import { memoizeLast } from "../../../../grammar/text/memoize.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { ConfigUnit } from "../../../model/config-unit-old.ts";

/**
 * The assignments of a kong.conf that Kong looks at: those under a section header are hidden from it. Several rules ask the
 * same of one unit.
 */
export const fileAssignments = memoizeLast((unit: ConfigUnit): readonly Assignment[] =>
  unit.assignments.filter(({ channel, section }) => channel === "file" && section === undefined),
);
