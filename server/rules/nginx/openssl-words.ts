import { wordTable } from "../../../grammar/text/word-table.ts";
import {
  isCipherList,
  isCurveList,
  isOpensslCommand,
} from "../../../schemas/nginx/arguments/openssl-words.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import {
  type InjectedDirective,
  injectedDirectives,
  tablesToInject,
} from "../support/nginx/injected-directives.ts";
import { proxiedTls, servesTls } from "../support/nginx/tls-blocks.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** What a directive hands to OpenSSL, by the end of its name. */
const WORDS: Readonly<
  Record<string, { fits(text: string): boolean; readonly called: string; readonly example: string }>
> = wordTable({
  ciphers: {
    fits: isCipherList,
    called: "cipher",
    example: "names of ciphers separated by colons, such as `HIGH:!aNULL`",
  },
  conf_command: {
    fits: isOpensslCommand,
    called: "command",
    example: "one of its commands, such as `Options` or `Ciphersuites`",
  },
  ecdh_curve: {
    fits: isCurveList,
    called: "curve",
    example: "names of curves separated by colons, such as `X25519:prime256v1`, or `auto`",
  },
});

/** Ciphers and commands that OpenSSL does not have, where nginx hands them over when it starts. */
export default defineRule({
  summary: "Unknown OpenSSL cipher, curve or command",
  severity: "error",
  needs: "directives",
  layer: "value",
  yieldsTo: ["nginx/duplicate-of-kong", "nginx/directive-arguments"],
  tables: tablesToInject,
  check(context) {
    for (const injected of injectedDirectives(context, context.tables.nginx)) {
      const { assignment, name, value } = injected;
      const [first] = value.arguments;
      const use = /^(.*?ssl)_(ciphers|conf_command|ecdh_curve)$/.exec(name);
      if (first === undefined || use === null || /\$\{?[A-Z]/.test(first.text)) continue;
      const [, family = "", kind] = use;
      const word = WORDS[kind ?? ""];
      if (word === undefined || word.fits(first.text) || !isChecked(family, injected, context)) continue;
      context.report({
        at: valueSpan(assignment, first.span.start, first.span.end),
        property: assignment.property,
        message: `OpenSSL finds no ${word.called} for ${quoted(first.text)}, and nginx refuses to start. Use ${word.example}.`,
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
