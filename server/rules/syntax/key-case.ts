import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { fileAssignments } from "../support/assignments.ts";
import { removeFix, renameFix } from "../support/fixes.ts";

/** Upper-case keys, and keys in the form of an environment variable. */
export default defineRule({
  summary: "Property written in environment-variable style",
  severity: "error",
  needs: "losses",
  layer: "syntax",
  check({ unit, catalog, report }) {
    const assignments = fileAssignments(unit);
    const written = new Set(assignments.map((assignment) => assignment.property));
    for (const assignment of assignments) {
      if (catalog.knows(assignment.property)) continue;
      const meant = plainName(assignment.writtenName).find((name) => catalog.knows(name));
      if (meant === undefined) continue;
      const taken = written.has(meant);
      report({
        at: assignment.nameSpan,
        property: assignment.property,
        message: `${describeRelease(catalog.release)} expects property names in lowercase and ignores \`${assignment.writtenName}\`. ${taken ? `\`${meant}\` is set elsewhere in the file: keep one of the two.` : `Use \`${meant}\`; the form \`KONG_…\` is only for the environment.`}`,
        fixes: taken
          ? [removeFix("Remove the line that Kong ignores", "unsafe", assignment)]
          : [renameFix(`Rename to \`${meant}\``, "safe", assignment, meant)],
      });
    }
  },
});

/** The property names that a key in the form of a shell variable may mean. */
function plainName(writtenName: string): readonly string[] {
  const name = writtenName
    .replace(/^export\s+/, "")
    .replace(/[^A-Za-z0-9]/g, "_")
    .toLowerCase();
  return [name, name.replace(/^kong_/, "")];
}
