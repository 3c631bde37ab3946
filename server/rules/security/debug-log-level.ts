import { defineRule, type NewFinding } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { replaceFix, setFix } from "../support/fixes.ts";
import { valueWords } from "../support/value-items.ts";

/** Logs that take a level of their own after the path. */
const ERROR_LOGS = [
  "proxy_error_log",
  "proxy_stream_error_log",
  "admin_error_log",
  "status_error_log",
  "admin_gui_error_log",
  "portal_api_error_log",
  "portal_gui_error_log",
];

/** Words by which a file or folder says itself that it is not for production. */
const FOR_DEVELOPMENT: ReadonlySet<string> = new Set(
  "dev devel development local test tests testing debug".split(" "),
);

/** A log that is written at the level for developers. */
export default defineRule({
  summary: "Log at debug level",
  yieldsTo: ["nginx/log-words"],
  severity: "warning",
  needs: ["log_level", ...ERROR_LOGS],
  options: {
    info: { type: "boolean", description: "Also report `log_level = info`, as information.", default: false },
  },
  check({ unit, reading, options, report }) {
    if (isForDevelopment(unit.document.path)) return;
    const level = reading.assignment("log_level");
    const value = reading.text("log_level");
    if (level !== undefined && value === "debug") report(debugFinding(level, "`debug`"));
    if (level !== undefined && value === "info" && options.info)
      report({ ...debugFinding(level, "`info`"), severity: "info" });
    for (const property of ERROR_LOGS) {
      const assignment = reading.assignment(property);
      if (assignment === undefined || assignment.opaque !== undefined) continue;
      if (!assignment.writtenValue.includes("debug")) continue;
      const word = valueWords(assignment)[1];
      if (word?.text !== "debug") continue;
      report({
        at: word.span,
        property,
        message: `\`debug\` makes this log slow and large, and request data may end up in it. Use \`notice\`, Kong's default.`,
        fixes: [replaceFix("Change to `notice`", "unsafe", word.span, "notice")],
      });
    }
  },
});

/** Going by the names of the file and its folder. */
function isForDevelopment(path: string): boolean {
  const names = path.toLowerCase().split(/[/\\]/).slice(-2);
  return names.some((name) => name.split(/[._-]/).some((word) => FOR_DEVELOPMENT.has(word)));
}

function debugFinding(at: Assignment, level: string): NewFinding {
  return {
    at,
    message: `At level ${level}, Kong is slow, fills disks, and may log request data. Use \`notice\`, Kong's default, except while debugging.`,
    fixes: [setFix("Change to `notice`", "unsafe", at, "notice")],
  };
}
