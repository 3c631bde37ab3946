import { defineRule } from "../../findings/rule.ts";
import { isKongEnvDump } from "../support/documents.ts";

/** `.kong_env`: the file that Kong writes for its own workers, taken for a kong.conf. */
export default defineRule({
  summary: "File that Kong generates for its own use, not a kong.conf",
  severity: "info",
  needs: "losses",
  check({ unit, report }) {
    const [first] = unit.assignments;
    if (first === undefined || !isKongEnvDump(unit)) return;
    report({
      at: first.nameSpan,
      message:
        "This looks like the `.kong_env` that Kong writes below its prefix at every start; changes to it are lost. Edit the kong.conf or the environment that Kong is started with.",
    });
  },
});
