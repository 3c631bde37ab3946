import { defineRule } from "../../findings/rule.ts";

/** Secrets and licenses are left empty on purpose, so that the shell gives them. */
const FROM_OUTSIDE = /(?:LICENSE_DATA|PASSWORD|SECRET|TOKEN|KEY|CREDENTIALS)$/;

/** A variable without a value, which removes the variable from the container. */
export default defineRule({
  summary: "Variable without a value, which Compose may remove from the container",
  severity: "warning",
  checkProblems({ problems, report }) {
    for (const { kind, name, at, before } of problems) {
      // A name alone in a list is the usual way to pass on a variable of the shell.
      if (kind !== "removed" || name === undefined || !/:\s*$/.test(before) || FROM_OUTSIDE.test(name))
        continue;
      report({
        at,
        message: `\`${name}\` has no value, which differs from an empty one: unless the shell or \`.env\` has the variable, the container does not get it, even if the image or an \`env_file\` sets it. Add a value, or \`""\` for an empty one.`,
        dependsOnRelease: false,
      });
    }
  },
});
