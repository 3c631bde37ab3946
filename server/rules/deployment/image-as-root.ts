import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";

/** An image whose last user is root, on a base whose Kong runs as another one. */
export default defineRule({
  summary: "Image that starts Kong as root",
  severity: "info",
  needs: "deployment",
  check({ unit, report }) {
    const { deployment } = unit;
    const last = deployment?.steps?.findLast(({ kind }) => kind === "user");
    if (deployment?.imageUser === undefined || deployment.entrypoint !== undefined || last === undefined)
      return;
    if (!/^(?:root|0)(?::|$)/.test(last.text)) return;
    report({
      at: last.at,
      message: `This is the last user of the image, so Kong starts as root; the base image starts it as \`${deployment.imageUser}\`. End with \`USER ${deployment.imageUser}\`.`,
      fixes: [displayOnlyFix(`End with \`USER ${deployment.imageUser}\``)],
    });
  },
});
