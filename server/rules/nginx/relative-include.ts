import { defineRule } from "../../findings/rule.ts";
import { injectedDirectives, tablesToInject } from "../support/nginx/injected-directives.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** Included files with a relative path, which nginx looks for in Kong's prefix. */
export default defineRule({
  summary: "Relative path of an included file",
  severity: "info",
  needs: "directives",
  tables: tablesToInject,
  check(context) {
    const { reading, tables, report } = context;
    for (const { assignment, name, value } of injectedDirectives(context, tables.nginx)) {
      const [path] = value.arguments;
      if (name !== "include" || path === undefined || value.arguments.length > 1) continue;
      if (path.text.startsWith("/") || /[*?[$]/.test(path.text)) continue;
      const prefix = reading.text("prefix") ?? "/usr/local/kong";
      report({
        at: valueSpan(assignment, path.span.start, path.span.end),
        property: assignment.property,
        message: `nginx resolves a relative path in Kong's prefix: the file is ${quoted(`${prefix.replace(/\/+$/, "")}/${path.text}`)}. Use an absolute path.`,
      });
    }
  },
});
