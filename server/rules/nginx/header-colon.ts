import { defineRule } from "../../findings/rule.ts";
import { replaceFix } from "../support/fixes.ts";
import { injectedDirectives } from "../support/nginx/injected-directives.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** Directives whose first argument is the name of a header, to which nginx adds the colon. */
const HEADERS = new Set([
  "add_header",
  "add_trailer",
  "proxy_set_header",
  "proxy_hide_header",
  "proxy_pass_header",
  "grpc_set_header",
  "grpc_hide_header",
  "grpc_pass_header",
]);

/** Names of headers with the colon that nginx writes itself. */
export default defineRule({
  summary: "Header name with a colon at its end",
  severity: "warning",
  needs: "directives",
  layer: "value",
  check(context) {
    for (const { assignment, name, value } of injectedDirectives(context, undefined)) {
      const [first, second] = value.arguments;
      if (!HEADERS.has(name) || first === undefined || !first.text.endsWith(":")) continue;
      const written = assignment.writtenValue.slice(first.span.start, first.span.end);
      const colon = first.span.start + written.lastIndexOf(":");
      const header = first.text.slice(0, -1);
      const hasValue =
        name.endsWith("hide_header") || name.endsWith("pass_header") ? false : second !== undefined;
      context.report({
        at: valueSpan(assignment, first.span.start, first.span.end),
        property: assignment.property,
        message: hasValue
          ? `nginx writes the colon after the name of a header itself, so this one is sent as ${quoted(`${first.text}:`)}, which clients reject. Use ${quoted(header)} without the colon.`
          : `nginx compares this with the names of headers, which have no colon, so the line has no effect. Use ${quoted(header)} without the colon.`,
        fixes: [replaceFix("Remove the colon", "unsafe", valueSpan(assignment, colon, colon + 1), "")],
      });
    }
  },
});
