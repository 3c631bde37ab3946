import type { NginxArgument } from "../../../grammar/values/nginx-arguments.ts";
import { isNginxTime } from "../../../schemas/nginx/arguments/nginx-time.ts";
import type { ArgumentGrammar } from "../../../schemas/nginx/arguments/parse-grammar.ts";
import type { NginxDirective } from "../../../schemas/nginx/nginx-table.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import { setFix } from "../support/fixes.ts";
import { argumentFault } from "../support/nginx/argument-fault.ts";
import {
  type InjectedDirective,
  injectedDirectives,
  tablesToInject,
} from "../support/nginx/injected-directives.ts";
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

/** The place of a fault that is about the name. */
const NOWHERE = { start: 0, end: 0 };

/** All arguments together. */
function wholeOf(given: readonly NginxArgument[]): { start: number; end: number } {
  const [first] = given;
  const last = given.at(-1);
  return first === undefined || last === undefined
    ? NOWHERE
    : { start: first.span.start, end: last.span.end };
}

/** Injected values that nginx does not take for the directive: their number, a flag, a closed set of words, a time, a range. */
export default defineRule({
  summary: "Arguments that nginx does not accept for the directive",
  severity: "error",
  needs: "directives",
  layer: "value",
  yieldsTo: [
    "nginx/directive-syntax",
    "nginx/log-format",
    "nginx/log-words",
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
      if (known === undefined || block === undefined) continue;
      if (!known.contexts.includes(block) && !known.contexts.includes("*")) continue;
      const fault =
        blockFault(injected, known) ??
        countFault(injected, known) ??
        wordFault(injected, known) ??
        numberFault(injected, known) ??
        grammarFault(injected, tables.nginx?.grammar(name, block));
      if (fault === undefined) continue;
      report({
        at: fault.end === 0 ? injected.at : valueSpan(assignment, fault.start, fault.end),
        property: assignment.property,
        message: fault.message,
        fixes: fault.value === undefined ? [] : [write(injected, fault, fault.value)],
      });
    }
  },
});

/** Kong writes a semicolon after the value, and so no block can follow. */
function blockFault({ name, value }: InjectedDirective, known: NginxDirective): Fault | undefined {
  if (!known.block || value.problem?.kind === "brace") return undefined;
  return {
    ...NOWHERE,
    message: `${quoted(name)} opens a block with \`{\`, which a value cannot contain: nginx refuses to start. Put the directive into a file, and set \`nginx_http_include\` to that file.`,
  };
}

function countFault({ value, name, isNamed }: InjectedDirective, known: NginxDirective): Fault | undefined {
  const { minArguments: least, maxArguments: most } = known;
  const { arguments: given, problem } = value;
  if (problem?.kind === "unclosed-quote" || problem?.kind === "text-after-quote" || problem?.kind === "brace")
    return undefined;
  const [first] = given;
  // An empty value is not injected at all.
  if (known.block || (first === undefined && isNamed)) return undefined;
  const spread =
    least === most
      ? String(least)
      : most === Number.POSITIVE_INFINITY
        ? `${least} or more`
        : `${least} to ${most}`;
  const says = `${quoted(name)} requires ${spread} ${spread === "1" ? "argument" : "arguments"}, not ${given.length}, and nginx refuses to start.`;
  if (given.length < least) {
    const whole = given.length === 1 && first?.quote !== undefined;
    return {
      ...wholeOf(given),
      message: `${says} ${whole ? "The quotes make the whole value one argument: quote only what belongs together." : "Add the missing arguments."}`,
    };
  }
  const surplus = given[most];
  if (surplus === undefined) return undefined;
  return {
    start: surplus.span.start,
    end: given.at(-1)?.span.end ?? surplus.span.end,
    message: `${says} ${most === 1 ? "If it is meant as one argument, quote it." : "Remove the extra arguments, or quote those that belong together."}`,
  };
}

function wordFault({ value, name }: InjectedDirective, known: NginxDirective): Fault | undefined {
  const words = known.flag ? ["on", "off"] : known.words;
  if (words === undefined) return undefined;
  for (const { text, span } of value.arguments) {
    if (isPlaceholder(text) || words.some((word) => word.toLowerCase() === text.toLowerCase())) continue;
    const meant = known.flag ? parseBooleanWord(text) : nearWord(text, words);
    return {
      ...span,
      message: `nginx accepts only ${quotedList(words)} for ${quoted(name)}, and refuses to start with ${quoted(text)}. ${meant === undefined ? "Use one of them." : `Did you mean ${quoted(meant)}?`}`,
      ...(meant !== undefined && { value: meant }),
    };
  }
  return undefined;
}

function numberFault({ value, name }: InjectedDirective, { slot }: NginxDirective): Fault | undefined {
  const [first] = value.arguments;
  if (first === undefined || isPlaceholder(first.text)) return undefined;
  const { text, span } = first;
  if ((slot === "size" || slot === "offset") && text.includes("$"))
    return {
      ...span,
      message: `nginx does not accept variables in ${quoted(name)}, and refuses to start with ${quoted(text)}. Use a size.`,
    };
  if (slot === "number" && !/^\d+$/.test(text) && !(text === "auto" && KONG_AUTO.has(name)))
    return {
      ...span,
      message: `nginx requires a whole number for ${quoted(name)}, and refuses to start with ${quoted(text)}. Use digits only.`,
    };
  if ((slot === "seconds" || slot === "milliseconds") && !isNginxTime(text, slot))
    return {
      ...span,
      message: `${quoted(text)} is not a valid nginx time, and nginx refuses to start. Use a number with \`s\`, \`m\`, \`h\` or \`d\`${slot === "milliseconds" ? ", or `ms`" : ""}.`,
    };
  return undefined;
}

/** What the code of nginx checks beyond the kind of value. */
function grammarFault(
  { value, name }: InjectedDirective,
  grammar: ArgumentGrammar | undefined,
): Fault | undefined {
  if (grammar === undefined || (value.problem !== undefined && value.problem.kind !== "semicolon"))
    return undefined;
  if (value.arguments.some(({ text }) => isPlaceholder(text))) return undefined;
  const fault = argumentFault(grammar, value.arguments);
  if (fault === undefined) return undefined;
  const { argument, expects } = fault;
  if (argument === undefined)
    return {
      ...wholeOf(value.arguments),
      message: `An argument of ${quoted(name)} is missing, and nginx refuses to start. It expects ${expects}.`,
    };
  return {
    ...argument.span,
    message: `nginx does not accept ${quoted(argument.text)} here for ${quoted(name)}, and refuses to start. It expects ${expects}.`,
  };
}

/** `${NAME}` and `$NAME` are filled in by another program before Kong reads the file. */
function isPlaceholder(text: string): boolean {
  return /\$\{?[A-Z]/.test(text);
}

/** Replaces the guilty part of the value. */
function write({ assignment }: InjectedDirective, { start, end }: Fault, text: string): Fix {
  const { writtenValue } = assignment;
  const value = writtenValue.slice(0, start) + text + writtenValue.slice(end);
  return setFix(`Change to ${quoted(text)}`, "unsafe", assignment, value);
}
