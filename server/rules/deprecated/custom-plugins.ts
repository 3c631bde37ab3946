import { listTexts } from "../../../grammar/values/split-list.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { assignmentsNamed, lastAssignment } from "../support/assignments.ts";

/** `custom_plugins`, the list that Kong 0.14 replaced by `plugins`. */
export default defineRule({
  summary: "Custom plugins in `custom_plugins` instead of `plugins`",
  severity: "error",
  needs: ["custom_plugins"],
  layer: "value",
  dependsOnRelease: true,
  check(context) {
    const { unit, catalog, release, report } = context;
    const definition = catalog.property("custom_plugins");
    if (!catalog.knows("plugins")) return;
    for (const assignment of assignmentsNamed(unit, "custom_plugins")) {
      if (assignment.section !== undefined) continue;
      report({
        at: assignment.nameSpan,
        property: "custom_plugins",
        severity: definition === undefined ? "error" : "warning",
        message:
          definition === undefined
            ? `${describeRelease(release)} has no \`custom_plugins\` and ignores it, so these plugins are not loaded. List them in \`plugins\`, after \`bundled\`.`
            : `${describeRelease(release)} still reads \`custom_plugins\`, but it was removed in Kong 1.0. List the plugins in \`plugins\`, after \`bundled\`.`,
        tags: ["deprecated"],
        fixes: [merge(assignment, context)],
      });
    }
  },
});

function merge(assignment: Assignment, { unit }: RuleContext): Fix {
  const plugins = lastAssignment(unit, "plugins");
  const custom = listTexts(assignment.writtenValue);
  const known = assignment.opaque === undefined && plugins?.opaque === undefined;
  const title = custom.length === 0 ? "Remove `custom_plugins`" : "Move the plugins to `plugins`";
  const applicability = known ? "safe" : "unsafe";
  if (custom.length === 0) return { title, applicability, edits: [{ kind: "remove", assignment }] };
  if (plugins === undefined) {
    return {
      title,
      applicability,
      edits: [
        { kind: "rename", assignment, property: "plugins" },
        { kind: "set", assignment, value: ["bundled", ...custom].join(", ") },
      ],
    };
  }
  const listed = listTexts(plugins.writtenValue);
  const value = [...listed, ...custom.filter((name) => !listed.includes(name))].join(", ");
  // A list that says `off`, or nothing, was meant to load no plugins.
  const loads = listed.length > 0 && !listed.includes("off");
  return {
    title,
    applicability: loads ? applicability : "unsafe",
    edits: [
      { kind: "set", assignment: plugins, value },
      { kind: "remove", assignment },
    ],
  };
}
