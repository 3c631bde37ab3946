import { defineRule } from "../../findings/rule.ts";
import { quoted, quotedList } from "../support/quoting.ts";
import { describeRefusal, refusalPlace } from "../support/refusals.ts";
import { nearWord } from "../support/words.ts";

/** What Kong 3.0 and later can trace. */
const KINDS = [
  "off",
  "all",
  "request",
  "db_query",
  "dns_query",
  "router",
  "http_client",
  "balancer",
  "plugin_rewrite",
  "plugin_access",
  "plugin_header_filter",
];

/** Lists of what to trace with a word that Kong does not know, or with `off` among others. */
export default defineRule({
  summary: "The list of what to trace has an unknown word, or `off` beside others",
  severity: "error",
  layer: "value",
  claims: ["tracing"],
  dependsOnRelease: true,
  check({ reading, catalog, report }) {
    for (const refusal of reading.refusals("tracing")) {
      const { property, text } = refusal;
      const meant = nearWord(text, KINDS);
      report({
        at: refusalPlace(refusal),
        property,
        message:
          text === "off"
            ? `${describeRefusal(catalog, refusal)}: \`off\` in ${quoted(property)} goes with nothing else. Keep it alone, or remove it.`
            : `${describeRefusal(catalog, refusal)}: ${quoted(text)} is nothing that ${quoted(property)} knows. ${meant === undefined ? `Use ${quotedList(KINDS)}.` : `Did you mean ${quoted(meant)}?`}`,
      });
    }
  },
});
