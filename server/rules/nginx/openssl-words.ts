import { isCipherList, isOpensslCommand } from "../../../schemas/nginx/arguments/openssl-words.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import {
  type InjectedDirective,
  injectedDirectives,
  tablesToInject,
} from "../support/nginx/injected-directives.ts";
import { proxiedTls, servesTls } from "../support/nginx/tls-blocks.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** Ciphers and commands that OpenSSL does not have, where nginx hands them over when it starts. */
export default defineRule({
  summary: "OpenSSL has no such cipher or command",
  severity: "error",
  layer: "value",
  yieldsTo: ["nginx/duplicate-of-kong", "nginx/directive-arguments"],
  tables: tablesToInject,
  check(context) {
    for (const injected of injectedDirectives(context, context.tables.nginx)) {
      const { assignment, name, value } = injected;
      const [first] = value.arguments;
      const use = /^(.*?ssl)_(ciphers|conf_command)$/.exec(name);
      if (first === undefined || use === null || /\$\{?[A-Z]/.test(first.text)) continue;
      const [, family = "", kind] = use;
      const fits = kind === "ciphers" ? isCipherList : isOpensslCommand;
      if (fits(first.text) || !isChecked(family, injected, context)) continue;
      context.report({
        at: valueSpan(assignment, first.span.start, first.span.end),
        property: assignment.property,
        message: `OpenSSL finds no ${kind === "ciphers" ? "cipher" : "command"} for ${quoted(first.text)}, and nginx refuses to start. Change to ${kind === "ciphers" ? "names of ciphers with colons between them, such as `HIGH:!aNULL`" : "one of its commands, such as `Options` or `Ciphersuites`"}.`,
      });
    }
  },
});

/** Whether a block that inherits the directive uses TLS, so that nginx asks OpenSSL. */
function isChecked(
  family: string,
  { prefix, context: block }: InjectedDirective,
  context: RuleContext,
): boolean {
  if (family === "lua_ssl") return block?.startsWith("http") === true;
  return family === "ssl" ? servesTls(prefix, context) : proxiedTls(prefix, context).includes(family);
}
