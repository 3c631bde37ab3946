import { type Span, span } from "../../../grammar/text/span.ts";
import { nginxArguments } from "../../../grammar/values/nginx-arguments.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { valuePlace } from "../../model/assignment.ts";
import { replaceFix } from "../support/fixes.ts";
import type { InjectedDirective } from "../support/nginx/injected-directives.ts";
import { injectedDirectives } from "../support/nginx/injected-directives.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** What is wrong with a value before its meaning counts. */
interface Fault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly fix?: Fix;
}

/** Injected values that break the syntax of nginx: Kong copies them into `name value;` as they are. */
export default defineRule({
  summary: "Injected value that breaks the nginx syntax",
  severity: "error",
  needs: "directives",
  layer: "value",
  yieldsTo: ["deprecated/upstream-keepalive"],
  check(context) {
    for (const injected of injectedDirectives(context, undefined)) {
      const fault = faultOf(injected);
      if (fault === undefined) continue;
      context.report({
        at: valueSpan(injected.assignment, fault.start, fault.end),
        property: injected.assignment.property,
        message: fault.message,
        fixes: fault.fix === undefined ? [] : [fault.fix],
      });
    }
    reportEscapedComments(context);
  },
});

/** In Kong's file `\\#` is a `#` of the value, and after a space nginx reads a comment. */
function reportEscapedComments({ unit, reading, catalog, report }: RuleContext): void {
  for (const assignment of unit.assignments) {
    const { property, rawValue, writtenValue } = assignment;
    const start = rawValue.search(/(?<=\s)\\#/);
    if (start < 0 || assignment.opaque !== undefined || catalog.dynamicPrefixOf(property)?.injects !== true)
      continue;
    const read = reading.text(property);
    if (read === undefined || read === writtenValue || reading.assignment(property) !== assignment) continue;
    if (nginxArguments(read).comment?.end !== read.length) continue;
    const { message } = commentFault(span(start, rawValue.length));
    report({ at: valuePlace(assignment, span(start, rawValue.length)), property, message });
  }
}

function faultOf(injected: InjectedDirective): Fault | undefined {
  const text = injected.assignment.writtenValue;
  const { problem, comment } = injected.value;
  if (problem === undefined) return comment?.end === text.length ? commentFault(comment) : undefined;
  const { start, end } = problem.span;
  switch (problem.kind) {
    case "unclosed-quote":
      return {
        start,
        end,
        message:
          "This quote is not closed, so nginx continues into the lines that Kong writes next and refuses to start. Close it, or escape it with a backslash.",
      };
    case "text-after-quote":
      return {
        start,
        end,
        message:
          "nginx expects a space or the end after a closing quote, and refuses to start. Put the whole word in quotes, or add a space between the two.",
      };
    case "semicolon":
      return /^[\s;]*$/.test(text.slice(start)) ? trailingSemicolon(injected, start) : undefined;
    case "brace":
      return braceFault(text, start, end);
  }
}

/** nginx reads a comment up to the end of the line, and with it the semicolon that Kong writes. */
function commentFault({ start, end }: Span): Fault {
  return {
    start,
    end,
    message:
      "nginx reads this as a comment that hides the semicolon after the value, so the next line becomes part of this directive. Remove the comment.",
  };
}

/** `a; name b` makes two directives of one value and is left alone: people do it on purpose. */
function trailingSemicolon({ assignment, name }: InjectedDirective, start: number): Fault {
  const text = assignment.writtenValue;
  const kept = text.slice(0, start).trimEnd();
  return {
    start,
    end: text.length,
    message: `Kong ends the directive ${quoted(name)} itself, and nginx refuses to start with a second semicolon. Remove it.`,
    fix: replaceFix("Remove the semicolon", "unsafe", valueSpan(assignment, kept.length, text.length), ""),
  };
}

function braceFault(text: string, start: number, end: number): Fault | undefined {
  let depth = 0;
  for (const character of text.slice(start)) {
    if (character === "{") depth++;
    else if (character === "}" && --depth < 0) break;
  }
  if (depth !== 0)
    return {
      start,
      end,
      message:
        "The braces in this value are not balanced, so they open or close a block of Kong's template and nginx refuses to start. Balance them, or put them in quotes.",
    };
  if (!/\}\s*$/.test(text)) return undefined;
  const place = span(start, end);
  return {
    ...place,
    message:
      "A directive with a block cannot be injected: Kong writes a semicolon after the closing brace, and nginx refuses to start. Put the block into a file and use `nginx_http_include`.",
  };
}
