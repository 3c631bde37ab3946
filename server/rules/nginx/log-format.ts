import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { replaceFix, setFix } from "../support/fixes.ts";
import { type LogFormats, logFormats } from "../support/nginx/log-formats.ts";
import { pathBeforeGit, type WrittenLog, writtenLogs } from "../support/nginx/logs.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** What may follow the format, and is read as its name where there is none. */
const PARAMETER = /^(?:buffer=|gzip(?:=|$)|flush=|if=)/;

/** Access logs in a format that nothing defines, and logs of streams without a format. */
export default defineRule({
  summary: "Access log with an undefined or missing format",
  severity: "warning",
  needs: ["*_log"],
  layer: "value",
  yieldsTo: ["syntax/numeric-string-mangled", "nginx/log-words"],
  check(context) {
    const { unit, reading, catalog } = context;
    for (const log of writtenLogs(context)) {
      if (log.kind !== "access" || log.value.problem !== undefined) continue;
      const [path, format] = log.value.arguments;
      if (path === undefined || path.text === "off" || pathBeforeGit(log.assignment.writtenValue)) continue;
      if (format === undefined) {
        if (log.block === "stream" && log.adds === undefined && log.isWritten) reportMissing(log, context);
        continue;
      }
      if (PARAMETER.test(format.text)) {
        if (log.isWritten) reportParameter(log, context);
        continue;
      }
      if (format.text.includes("$")) continue;
      const formats = logFormats(log.block, unit, reading, catalog);
      if (formats !== undefined) reportUnknown(log, formats, context);
    }
  },
});

function reportUnknown(log: WrittenLog, { names, inBlock }: LogFormats, context: RuleContext): void {
  const { assignment, block, namespace, value, isWritten } = log;
  const format = value.arguments[1];
  if (format === undefined) return;
  const name = format.text.toLowerCase();
  const isInBlock = namespace === `nginx_${block}_`;
  if ((isInBlock ? inBlock : names).has(name)) return;
  const at = valueSpan(assignment, format.span.start, format.span.end);
  const message = names.has(name)
    ? `Kong writes injected directives sorted by name, so this log comes before the format ${quoted(format.text)}, and nginx refuses to start ("unknown log format"). Use ${quoted(block === "http" ? "proxy_access_log" : "proxy_stream_access_log")} instead.`
    : unknownMessage(format.text, block, context);
  context.report({
    at,
    property: assignment.property,
    ...(names.has(name) ? { severity: "error" as const, dependsOnRelease: true } : {}),
    // With other settings Kong writes the block, too.
    ...(isWritten ? {} : { severity: "info" as const }),
    message: isWritten
      ? message
      : `${message} With these settings Kong does not write the block of this log.`,
  });
}

function unknownMessage(format: string, block: WrittenLog["block"], { catalog }: RuleContext): string {
  const definition = `nginx_${block}_log_format`;
  const refuses = "and nginx rejects an access log with an unknown format";
  if (block === "http" && format === "basic")
    return `Kong defines the format \`basic\` only for streams, ${refuses}. Remove the word to use nginx's own format, or define it in ${quoted(definition)} (here or in the environment).`;
  if (block === "stream" && format === "combined")
    return `The format \`combined\` exists only for HTTP, ${refuses}. Use \`basic\`.`;
  if (!catalog.knows(definition))
    return `Kong's template does not define the format ${quoted(format)} for a ${block} log, ${refuses}. Use ${quoted(block === "http" ? "combined" : "basic")}.`;
  return `No ${quoted(definition)} here defines the format ${quoted(format)}, ${refuses}. Set it to ${quoted(`${format} '…'`)} (here or in the environment).`;
}

/** nginx has no format of its own for streams. */
function reportMissing({ assignment }: WrittenLog, { report }: RuleContext): void {
  report({
    at: assignment,
    property: assignment.property,
    severity: "error",
    message:
      'nginx has no default format for streams, and refuses to start: "log format is not specified". Add `basic`, the format that Kong defines, after the path.',
    fixes: [
      setFix(
        `Change to \`${assignment.writtenValue} basic\``,
        "unsafe",
        assignment,
        `${assignment.writtenValue} basic`,
      ),
    ],
  });
}

function reportParameter({ assignment, block, value }: WrittenLog, { report }: RuleContext): void {
  const format = value.arguments[1];
  if (format === undefined) return;
  const own = block === "stream" ? "basic" : "combined";
  const at = valueSpan(assignment, format.span.start, format.span.end);
  report({
    at,
    property: assignment.property,
    severity: "error",
    message: `nginx reads the word after the path as the name of a format, and refuses to start with ${quoted(format.text)} ("unknown log format"). Put ${quoted(own)} in front of it.`,
    fixes: [
      replaceFix(
        `Add \`${own}\``,
        "unsafe",
        valueSpan(assignment, format.span.start, format.span.start),
        `${own} `,
      ),
    ],
  });
}
