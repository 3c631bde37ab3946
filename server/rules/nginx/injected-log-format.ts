import { inRange } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { mayDefineElsewhere } from "../support/nginx/hidden-definitions.ts";
import {
  type InjectedDirective,
  injectedDirectives,
  tablesToInject,
} from "../support/nginx/injected-directives.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** Formats of injected access logs that nginx does not have where it reads the log. */
export default defineRule({
  summary: "An injected access log names a format that nginx does not have at that place",
  severity: "error",
  layer: "value",
  yieldsTo: ["nginx/directive-arguments"],
  tables: tablesToInject,
  check(context) {
    const { tables, report } = context;
    if (tables.nginx === undefined || mayDefineElsewhere(context, tables.nginx)) return;
    const directives = injectedDirectives(context, tables.nginx);
    for (const injected of directives) {
      const { assignment, name, value } = injected;
      if (name !== "access_log" || value.arguments[0]?.text === "off") continue;
      const message = faultOf(injected, directives, context);
      const place = value.arguments[1] ?? value.arguments[0];
      if (message === undefined || place === undefined) continue;
      report({
        at: valueSpan(assignment, place.span.start, place.span.end),
        property: assignment.property,
        message,
      });
    }
  },
});

function faultOf(
  injected: InjectedDirective,
  directives: readonly InjectedDirective[],
  { catalog }: RuleContext,
): string | undefined {
  const isStream = injected.context?.startsWith("stream") === true;
  const outer = isStream ? "nginx_stream_" : "nginx_http_";
  const format = injected.value.arguments[1]?.text;
  if (format === undefined)
    return isStream
      ? "nginx has no format of its own for the logs of streams, and refuses to start without one. Add ` basic`, which Kong defines."
      : undefined;
  const isSorted = inRange(catalog.base, { since: "2.2" });
  const ofKong = isStream
    ? ["basic"]
    : inRange(catalog.base, { since: "3.5" }) && injected.prefix !== outer
      ? ["combined", "kong_log_format"]
      : ["combined"];
  if (ofKong.includes(format)) return undefined;
  const definition = directives.find(
    ({ prefix, name, value }) =>
      prefix === outer && name === "log_format" && value.arguments[0]?.text === format,
  );
  if (definition === undefined)
    return `No ${quoted(`${outer}log_format`)} here defines the format ${quoted(format)}, and nginx refuses to start. Set it to ${quoted(`${format} '…'`)}.`;
  // Both in one block, and each from a setting of its own: Kong sorts the settings by name.
  if (injected.prefix !== outer || !isSorted || injected.assignment === definition.assignment)
    return undefined;
  if (injected.assignment.property > definition.assignment.property) return undefined;
  return `Kong writes injected directives in the order of their names, so this log comes before its \`log_format\`, and nginx refuses to start with an unknown format. ${isStream ? "Set `nginx_sproxy_access_log` instead." : "Set `proxy_access_log` instead."}`;
}
