import type { NginxArgument } from "../../../grammar/values/nginx-arguments.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { setFix } from "../support/fixes.ts";
import { pathBeforeGit, type WrittenLog, writtenLogs } from "../support/nginx/logs.ts";
import { quoted, quotedList } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";
import { nearWord } from "../support/words.ts";

const LEVELS = ["debug", "info", "notice", "warn", "error", "crit", "alert", "emerg"];
/** Parts of the debug level, of which several may be given. */
const DEBUG_PART = /^debug_(?:core|alloc|mutex|event|http|mail|stream)$/;
const PARAMETER = /^(?:buffer=|gzip(?:=|$)|flush=|if=)/;

/** What is wrong with the words of a log, and from which argument on. */
interface Fault {
  readonly first: NginxArgument;
  readonly message: string;
  readonly fixes?: readonly Fix[];
  readonly dependsOnRelease?: boolean;
}

/** Words after the path of a log at which nginx refuses to start, alone or together with what Kong adds. */
export default defineRule({
  summary: "Word after the path of a log that nginx rejects",
  severity: "error",
  needs: ["*_log"],
  layer: "value",
  check(context) {
    for (const log of writtenLogs(context)) {
      const { assignment, value, kind, isWritten } = log;
      if (value.problem !== undefined || !isWritten) continue;
      const fault =
        gitFault(log, context) ??
        (kind === "error" ? errorLogFault(log, context) : accessLogFault(log, context));
      if (fault === undefined) continue;
      const end = value.arguments.at(-1)?.span.end ?? fault.first.span.end;
      const { first, ...found } = fault;
      context.report({
        at: valueSpan(assignment, first.span.start, end),
        property: assignment.property,
        ...found,
      });
    }
  },
});

/** `C:/Program Files/Git/dev/stderr` has two words. */
function gitFault({ assignment, value, adds }: WrittenLog, { catalog }: RuleContext): Fault | undefined {
  const path = pathBeforeGit(assignment.writtenValue);
  const [first, second] = value.arguments;
  if (path === undefined || first === undefined || (second === undefined && adds !== "level"))
    return undefined;
  return {
    first,
    message: `Git for Windows changed the path ${quoted(path)} to a folder of its own${second === undefined ? "" : `, and ${describeRelease(catalog.release)} does not start: nginx reads the text after the space as another argument`}. Use ${quoted(path)}, and set \`MSYS_NO_PATHCONV=1\` for the command.`,
    fixes: [setFix(`Change to \`${path}\``, "unsafe", assignment, path)],
  };
}

function errorLogFault(log: WrittenLog, { reading }: RuleContext): Fault | undefined {
  const { value, adds } = log;
  const [path, ...words] = value.arguments;
  const [first] = words;
  if (path === undefined || first === undefined) return undefined;
  if (adds === "level") {
    const isLevel = LEVELS.includes(first.text) || DEBUG_PART.test(first.text);
    const level = reading.text("log_level") ?? "notice";
    return {
      first,
      message: isLevel
        ? `Kong adds ${quoted(level)} from \`log_level\` after this path, and nginx refuses to start with a second level. Set \`log_level\`, and keep only the path.`
        : `nginx reads each word after the path as a level, and refuses to start with ${quoted(first.text)}; Kong adds the level from \`log_level\` itself. Keep only the path, in quotes if it contains a space.`,
      fixes: [pathAlone(log, path)],
    };
  }
  const wrong = words.find(({ text }) => !LEVELS.includes(text) && !DEBUG_PART.test(text));
  if (wrong !== undefined) {
    const meant = nearWord(wrong.text, LEVELS);
    return {
      first: wrong,
      message: `nginx refuses to start with ${quoted(wrong.text)}: it accepts only the levels ${quotedList(LEVELS)}, in lowercase. ${meant === undefined ? "Use one of them." : `Did you mean ${quoted(meant)}?`}`,
      fixes: meant === undefined || words.length > 1 ? [] : [withLevel(log, path, wrong, meant)],
    };
  }
  const second = words.filter(({ text }) => LEVELS.includes(text))[1];
  return second === undefined
    ? undefined
    : {
        first: second,
        message: "nginx accepts one level for a log, and refuses to start with a second one. Keep one.",
      };
}

function accessLogFault(log: WrittenLog, { catalog }: RuleContext): Fault | undefined {
  const { value, adds, assignment } = log;
  const [path, format, ...rest] = value.arguments;
  if (path === undefined) return undefined;
  if (path.text === "off" && adds === undefined)
    return format === undefined
      ? undefined
      : {
          first: format,
          message: `nginx accepts no word after \`off\`, and refuses to start with ${quoted(format.text)}. Keep only \`off\`, or replace it with a path.`,
          fixes: [setFix("Change to `off`", "unsafe", assignment, "off")],
        };
  const release = describeRelease(catalog.release);
  if (adds === "basic" && (path.text === "off" || format !== undefined))
    return {
      first: format ?? path,
      dependsOnRelease: true,
      message: `${release} uses this log for streams too (\`stream_listen\` is set) and adds \`basic\`: nginx refuses to start with ${quoted(`${assignment.writtenValue} basic`)}. ${path.text === "off" ? "Upgrade to Kong 2.2.0, which fixes this, or use `/dev/null`." : "Keep only the path, or upgrade to Kong 2.4.1, which has `proxy_stream_access_log`."}`,
    };
  if (format === undefined || PARAMETER.test(format.text)) return undefined;
  if (adds === "kong_log_format") return formatTwice(log, path, format, release);
  const wrong = rest.find(({ text }) => !PARAMETER.test(text));
  return wrong === undefined
    ? undefined
    : {
        first: wrong,
        message: `After the format, nginx accepts only \`buffer=\`, \`gzip\`, \`flush=\` and \`if=\`, and refuses to start with ${quoted(wrong.text)}. Remove it.`,
      };
}

/** Kong 3.5.0 adds its format to every path, later releases to one without one space and a word after it. */
function formatTwice(log: WrittenLog, path: NginxArgument, format: NginxArgument, release: string): Fault {
  const { assignment } = log;
  const between = assignment.writtenValue.slice(path.span.end, format.span.start);
  const one = `${assignment.writtenValue.slice(0, path.span.end)} ${assignment.writtenValue.slice(format.span.start)}`;
  const isSpaced = between.length > 1;
  return {
    first: format,
    dependsOnRelease: true,
    message: `${release} adds \`kong_log_format\` after this value, and nginx refuses to start with a second format. ${isSpaced ? "Since Kong 3.6.0, a format after a single space replaces it: use one space." : "Upgrade to Kong 3.6.0, which fixes this, or keep only the path."}`,
    fixes: isSpaced ? [setFix("Use one space before the format", "unsafe", assignment, one)] : [],
  };
}

function pathAlone({ assignment }: WrittenLog, { span }: NginxArgument): Fix {
  const path = assignment.writtenValue.slice(span.start, span.end);
  return setFix(`Change to \`${path}\``, "unsafe", assignment, path);
}

function withLevel(
  { assignment }: WrittenLog,
  { span }: NginxArgument,
  wrong: NginxArgument,
  level: string,
): Fix {
  const text = `${assignment.writtenValue.slice(span.start, wrong.span.start)}${level}`;
  return setFix(`Change to \`${level}\``, "unsafe", assignment, text);
}
