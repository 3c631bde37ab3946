import { setFix } from "../support/fixes.ts";
import { quoted, quotedList } from "../support/quoting.ts";
import { refusalRule } from "../support/refusals.ts";
import { nearWord, parseBooleanWord } from "../support/words.ts";

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
export default refusalRule({
  summary: "The list of what to trace has an unknown word, or `off` beside others",
  severity: "error",
  layer: "value",
  check: "tracing",
  dependsOnRelease: true,
  message({ property, text }) {
    if (text === "off")
      return `\`off\` in ${quoted(property)} goes with nothing else. Keep it alone, or remove it.`;
    const meant = meantBy(text);
    return `${quoted(text)} is nothing that ${quoted(property)} knows. ${meant === undefined ? `Use ${quotedList(KINDS)}.` : `Did you mean ${quoted(meant)}?`}`;
  },
  fixes({ text, assignment }) {
    const meant = meantBy(text);
    if (assignment === undefined || meant === undefined || assignment.writtenValue !== text) return [];
    return [setFix(`Change to \`${meant}\``, "unsafe", assignment, meant)];
  },
});

/** `true` and `on` of a switch mean all of them. */
function meantBy(text: string): string | undefined {
  const word = parseBooleanWord(text);
  return word === undefined ? nearWord(text, KINDS) : word === "on" ? "all" : "off";
}
