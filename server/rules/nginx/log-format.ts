import { nginxArguments } from "../../../grammar/values/nginx-arguments.ts";
import { defineRule } from "../../findings/rule.ts";
import { assignmentsNamed } from "../support/assignments.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** Properties whose text Kong copies behind `access_log`. */
const LOGS = ["proxy_access_log", "admin_access_log", "status_access_log", "admin_gui_access_log"];

/** Formats that nginx or Kong's template has. */
const BUILT_IN = new Set(["combined", "basic", "kong_log_format"]);

/** Access logs in a format that nothing defines. */
export default defineRule({
  summary: "An access log names a format that nothing in the file defines",
  severity: "warning",
  yieldsTo: ["syntax/numeric-string-mangled"],
  check({ unit, reading, report }) {
    // An included file may define any format.
    if (assignmentsNamed(unit, "nginx_http_include").length > 0) return;
    const format = reading.assignment("nginx_http_log_format");
    if (format !== undefined && format.opaque !== undefined) return;
    const defined = format === undefined ? undefined : nginxArguments(format.writtenValue).arguments[0]?.text;
    for (const name of LOGS) {
      const assignment = reading.assignment(name);
      if (assignment === undefined || assignment.opaque !== undefined) continue;
      const word = nginxArguments(assignment.writtenValue).arguments[1];
      if (word === undefined || /[=$]/.test(word.text)) continue;
      if (BUILT_IN.has(word.text) || word.text === defined) continue;
      report({
        at: valueSpan(assignment, word.span.start, word.span.end),
        property: name,
        message: `No \`nginx_http_log_format\` here defines the format ${quoted(word.text)}, and nginx refuses an access log in an unknown format. Set it to ${quoted(`${word.text} '…'`)}, unless the environment does.`,
      });
    }
  },
});
