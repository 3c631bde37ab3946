import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";

/** Programs that change the system, by the beginning of a command. */
const NEEDS_ROOT =
  /(?:^|&&|\|\||[;({]|\bthen\b|\bdo\b)\s*(?:[A-Z_]+=\S*\s+)*((?:apt-get|apt)\s+(?:-\S+\s+)*(?:update|install|upgrade|remove|purge)|apk\s+(?:-\S+\s+)*(?:add|del|update|upgrade)|(?:yum|dnf|microdnf)\s+(?:-\S+\s+)*(?:install|update|upgrade|remove)|luarocks\s+(?:-\S+\s+)*(?:install|make|build|remove))\b/;

/** A step of a build that only root can do, as another user. */
export default defineRule({
  summary: "Build step that needs root but runs as another user",
  severity: "warning",
  needs: "deployment",
  check({ unit, report }) {
    const { deployment } = unit;
    for (const { kind, user, text, at } of deployment?.steps ?? []) {
      const runsAs = user ?? deployment?.imageUser;
      if (kind !== "run" || runsAs === undefined || runsAs === "" || /^(?:root|0)(?::|$)/.test(runsAs))
        continue;
      const command = NEEDS_ROOT.exec(text)?.[1];
      // LuaRocks has a tree in the home folder too.
      if (command === undefined || (/^luarocks/.test(command) && /--local\b|--tree\b/.test(text))) continue;
      report({
        at,
        message: `This step runs as user \`${runsAs}\`${user === undefined ? " of the base image" : ""}, who may not change the system, so \`${command}\` fails. Add \`USER root\` before it and \`USER kong\` after it.`,
        fixes: [displayOnlyFix("Add `USER root` before the step")],
      });
    }
  },
});
