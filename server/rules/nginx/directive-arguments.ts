import type { NginxDirective } from "../../../schemas/nginx/nginx-table.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import { setFix } from "../support/fixes.ts";
import { formFault } from "../support/nginx/directive-form.ts";
import {
  type InjectedDirective,
  injectedDirectives,
  tablesToInject,
} from "../support/nginx/injected-directives.ts";
import { isNginxTime } from "../support/nginx/nginx-time.ts";
import { quoted, quotedList } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";
import { nearWord, parseBooleanWord } from "../support/words.ts";

/** Values that Kong works out itself before it writes the directive. */
const KONG_AUTO = new Set(["worker_rlimit_nofile", "worker_connections", "worker_processes"]);

/** What is wrong with the arguments, and where in the value. */
interface Fault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly value?: string;
}

/** Injected values that nginx does not take for the directive: their number, a flag, a closed set of words, a time, a range. */
export default defineRule({
  summary: "nginx does not take these arguments for the directive",
  severity: "error",
  layer: "value",
  yieldsTo: [
    "nginx/directive-syntax",
    "nginx/multi-value-injection",
    "schema/size-value",
    "schema/ngx-boolean-true",
    "deprecated/upstream-keepalive",
    "syntax/numeric-string-mangled",
    "tls/legacy-protocols",
  ],
  tables: tablesToInject,
  check(context) {
    const { catalog, tables, report } = context;
    for (const injected of injectedDirectives(context, tables.nginx)) {
      const { assignment, name, context: block } = injected;
      const known = block === undefined ? undefined : tables.nginx?.directive(name, catalog.base, block);
      if (known === undefined || block === undefined || !known.contexts.includes(block)) continue;
      const fault =
        countFault(injected, known) ??
        wordFault(injected, known) ??
        numberFault(injected, known) ??
        shapeFault(injected);
      if (fault === undefined) continue;
      report({
        at: valueSpan(assignment, fault.start, fault.end),
        property: assignment.property,
        message: fault.message,
        fixes: fault.value === undefined ? [] : [write(injected, fault.value)],
      });
    }
  },
});

function countFault(
  { value, name, assignment }: InjectedDirective,
  known: NginxDirective,
): Fault | undefined {
  const { minArguments: least, maxArguments: most } = known;
  const { arguments: given, problem } = value;
  if (problem?.kind === "unclosed-quote" || problem?.kind === "text-after-quote" || problem?.kind === "brace")
    return undefined;
  const [first] = given;
  if (first === undefined || known.block) return undefined;
  const spread =
    least === most
      ? String(least)
      : most === Number.POSITIVE_INFINITY
        ? `${least} or more`
        : `${least} to ${most}`;
  const says = `${quoted(name)} takes ${spread} ${spread === "1" ? "argument" : "arguments"}, not ${given.length}, and nginx refuses to start.`;
  if (given.length < least) {
    const whole = given.length === 1 && first.quote !== undefined;
    return {
      start: 0,
      end: assignment.writtenValue.length,
      message: `${says} ${whole ? "The quotes make one argument of the whole value: quote only what belongs together." : "Add what is missing."}`,
    };
  }
  const surplus = given[most];
  if (surplus === undefined) return undefined;
  return {
    start: surplus.span.start,
    end: given.at(-1)?.span.end ?? surplus.span.end,
    message: `${says} ${most === 1 ? "If it is one argument, put it into quotes." : "Remove what is too much, or put what belongs together into quotes."}`,
  };
}

function wordFault({ value, name }: InjectedDirective, known: NginxDirective): Fault | undefined {
  const words = known.flag ? ["on", "off"] : known.words;
  if (words === undefined) return undefined;
  for (const { text, span } of value.arguments) {
    if (text.includes("$") || words.some((word) => word.toLowerCase() === text.toLowerCase())) continue;
    const meant = known.flag ? parseBooleanWord(text) : nearWord(text, words);
    return {
      ...span,
      message: `nginx takes ${quotedList(words)} for ${quoted(name)}, and refuses to start at ${quoted(text)}. ${meant === undefined ? "Write one of them." : `Write ${quoted(meant)}.`}`,
      ...(meant !== undefined && value.arguments.length === 1 && { value: meant }),
    };
  }
  return undefined;
}

function numberFault({ value, name }: InjectedDirective, { slot }: NginxDirective): Fault | undefined {
  const [first] = value.arguments;
  if (first === undefined || first.text.includes("$")) return undefined;
  const { text, span } = first;
  if (slot === "number" && !/^\d+$/.test(text) && !(text === "auto" && KONG_AUTO.has(name)))
    return {
      ...span,
      message: `nginx takes a whole number for ${quoted(name)}, and refuses to start at ${quoted(text)}. Write digits alone.`,
    };
  if ((slot === "seconds" || slot === "milliseconds") && !isNginxTime(text, slot))
    return {
      ...span,
      message: `nginx does not take ${quoted(text)} for a time, and refuses to start. Write a number with \`s\`, \`m\`, \`h\` or \`d\`${slot === "milliseconds" ? ", or `ms`" : ""}.`,
    };
  return undefined;
}

/** What no table of nginx says, and its code checks. */
function shapeFault({ value, name }: InjectedDirective): Fault | undefined {
  const found = formFault(name, value.arguments);
  return (
    found && {
      ...found.argument.span,
      message: `nginx takes ${found.takes} for ${quoted(name)}, and refuses to start at ${quoted(found.argument.text)}. Write one that fits.`,
    }
  );
}

function write({ assignment }: InjectedDirective, value: string): Fix {
  return setFix(`Write ${value}`, "unsafe", assignment, value);
}
