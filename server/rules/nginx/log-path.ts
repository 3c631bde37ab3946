import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { displayOnlyFix, setFix } from "../support/fixes.ts";
import { pathBeforeGit, type WrittenLog, writtenLogs } from "../support/nginx/logs.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";
import { parseBooleanWord } from "../support/words.ts";

/** A variable of nginx in a path. */
const VARIABLE = /\$\{?[A-Za-z_]/;
/** Where the path of a log is an address or a place in memory. */
const NO_FILE = /^(?:syslog|memory):/;
/** Words by which other programs mean no file. */
const NOTHING = /^(?:null|nil|nul|no-?log|discard)$/i;

/** Logs whose path is a word for something else, or has variables. */
export default defineRule({
  summary: "Log path that is just a word, or that contains a variable",
  severity: "warning",
  needs: ["*_log"],
  layer: "value",
  yieldsTo: ["nginx/log-words"],
  check(context) {
    const seen = new Set<string>();
    for (const log of writtenLogs(context)) {
      const path = log.value.arguments[0]?.text;
      // A log of the proxy may serve streams, too.
      if (path === undefined || !log.isWritten || seen.has(log.assignment.property)) continue;
      seen.add(log.assignment.property);
      if (pathBeforeGit(log.assignment.writtenValue) !== undefined || NO_FILE.test(path)) continue;
      if (VARIABLE.test(path)) reportVariable(log, path, context);
      else reportWord(log, path, context);
    }
  },
});

function reportWord(log: WrittenLog, path: string, { report }: RuleContext): void {
  const { assignment, kind } = log;
  const meant = meantBy(kind, path);
  if (meant === undefined) return;
  const { span: word } = log.value.arguments[0] ?? { span: { start: 0, end: 0 } };
  const isOn = meant === "";
  report({
    at: valueSpan(assignment, word.start, word.end),
    property: assignment.property,
    message: `nginx reads ${quoted(path)} as the name of a file in Kong's prefix, and logs to it. ${isOn ? "A log is on as soon as it has a path: use one such as `/dev/stdout`." : adviceFor(kind, meant)}`,
    fixes: isOn
      ? [displayOnlyFix("Change to a path")]
      : [setFix(`Change to \`${meant}\``, "unsafe", assignment, meant)],
  });
}

function adviceFor(kind: WrittenLog["kind"], meant: string): string {
  if (meant.endsWith("stdout") || meant.endsWith("stderr")) return `Use ${quoted(meant)}.`;
  return kind === "access"
    ? "To turn an access log off, use `off`."
    : "An error log does not support `off`: use `/dev/null`, or a path.";
}

/** The value for what a word means; empty where that is a log, and no one knows where. */
function meantBy(kind: WrittenLog["kind"], path: string): string | undefined {
  if (kind === "access" && path === "off") return undefined;
  if (path === "stdout" || (path === "stderr" && kind === "access")) return `/dev/${path}`;
  const word = NOTHING.test(path) ? "off" : parseBooleanWord(path);
  if (word === undefined) return undefined;
  if (word === "on") return "";
  return kind === "access" ? "off" : "/dev/null";
}

/** Opened at each request: nginx checks for the document root first, which Kong does not have. */
function reportVariable(log: WrittenLog, path: string, { reading, report }: RuleContext): void {
  const { assignment, kind, block } = log;
  const isWritten =
    block === "stream" || ["nginx_http_root", "nginx_proxy_root"].some((name) => reading.mayBeSet(name));
  report({
    at: assignment,
    property: assignment.property,
    severity: "info",
    message:
      kind === "error"
        ? `nginx does not expand variables in the path of an error log: the file is named ${quoted(path)}. Use a fixed path.`
        : `nginx opens a log with a variable in its path for every request${isWritten ? ", which is slow" : ", and only if the document root exists: Kong has none, so nothing is logged"}. Use a fixed path, and put the variable into the format.`,
  });
}
