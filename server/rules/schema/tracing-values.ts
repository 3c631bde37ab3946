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
  summary: "Invalid tracing instrumentation",
  severity: "error",
  needs: "refusals",
  layer: "value",
  check: "tracing",
  dependsOnRelease: true,
  message({ property, text }) {
    if (text === "off")
      return `\`off\` in ${quoted(property)} cannot be combined with other values. Keep only \`off\`, or remove it.`;
    const meant = meantBy(text);
    return `${quoted(text)} is not a known value of ${quoted(property)}. ${meant === undefined ? `Use ${quotedList(KINDS)}.` : `Did you mean ${quoted(meant)}?`}`;
  },
  fixes({ text, assignment }) {
    const meant = meantBy(text);
    if (assignment === undefined || meant === undefined || assignment.writtenValue !== text) return [];
    return [setFix(`Change to ${quoted(meant)}`, "unsafe", assignment, meant)];
  },
});

/** `true` and `on` of a switch mean all of them. */
function meantBy(text: string): string | undefined {
  const word = parseBooleanWord(text);
  return word === undefined ? nearWord(text, KINDS) : word === "on" ? "all" : "off";
}
