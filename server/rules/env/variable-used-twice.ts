import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { type Assignment, valuePlace } from "../../model/assignment.ts";
import { quoted } from "../support/quoting.ts";

/** A variable as Compose writes it, with what counts where it is not set. */
const REFERENCE = /\$\{(\w+)(?::?[-?+][^{}$]*)?\}|\$(\w+)/g;

/** One address of a listen property, as it is written. */
interface Address {
  readonly assignment: Assignment;
  /** Without the defaults of its variables: `${LISTEN}`, `0.0.0.0:${PORT}`. */
  readonly template: string;
  readonly variable: string;
  /** With them. */
  readonly written: string;
}

/** One variable where two listeners have their address. */
export default defineRule({
  summary: "One variable for the addresses of two listeners",
  severity: "info",
  needs: ["*_listen"],
  check(context) {
    const seen = new Map<string, Address>();
    const reported = new Set<Assignment>();
    for (const assignment of context.unit.assignments)
      for (const address of addressesOf(assignment, context)) {
        const earlier = seen.get(address.template);
        if (earlier === undefined) seen.set(address.template, address);
        else if (!reported.has(assignment) && !isToldElsewhere(earlier, address)) {
          reported.add(assignment);
          reportTwice(earlier, address, context);
        }
      }
  },
});

/** The addresses with a variable in them, where something fills in variables. */
function addressesOf(assignment: Assignment, { unit, reading }: RuleContext): readonly Address[] {
  const { property, channel, value, rawValue, rawValueSpan } = assignment;
  if (channel !== "environment" || !property.endsWith("_listen") || value.kind !== "text") return [];
  const { document } = unit;
  if (rawValueSpan.source !== document.path || reading.assignment(property) !== assignment) return [];
  const text = document.text.slice(rawValueSpan.start, rawValueSpan.end);
  const inner = text.replace(/^(["'])([\s\S]*)\1$/, "$2");
  // Where nothing fills in variables, Kong itself refuses the braces.
  if (value.pieces.every(({ kind }) => kind === "text") && rawValue === inner) return [];
  return entriesOf(inner).flatMap((written) => {
    const template = written.replace(
      REFERENCE,
      (_, braced: string | undefined, bare: string | undefined) => `\${${braced ?? bare ?? ""}}`,
    );
    const variable = /\$\{(\w+)\}/.exec(template)?.[1];
    return variable === undefined ? [] : [{ assignment, template, variable, written }];
  });
}

/** The first words of the entries. Commas and spaces in a default end none. */
function entriesOf(text: string): readonly string[] {
  const entries = text.match(/(?:\$\{[^{}]*\}|[^,])+/g) ?? [];
  return entries.flatMap((entry) => /^\s*((?:\$\{[^{}]*\}|\S)+)/.exec(entry)?.[1] ?? []);
}

/** Where the values are known, and the same address, listen/port-clash reports the port. */
function isToldElsewhere(a: Address, b: Address): boolean {
  const areKnown = a.assignment.opaque === undefined && b.assignment.opaque === undefined;
  return areKnown && a.written === b.written && !/-off\}$/.test(a.written);
}

function reportTwice(earlier: Address, later: Address, { report }: RuleContext): void {
  const { assignment, variable } = later;
  const isOneProperty = earlier.assignment === assignment;
  const consequence = isOneProperty
    ? "both are the same, and nginx rejects the second one as a duplicate"
    : `both are the same, and ${quoted(earlier.assignment.property)} and ${quoted(assignment.property)} have one port for two listeners`;
  report({
    at: valuePlace(assignment, { start: 0, end: assignment.rawValue.length }),
    property: assignment.property,
    message: `${quoted(variable)} is used for two addresses: once it is set, ${consequence}. Use a separate variable for each address.`,
    related: isOneProperty ? [] : [{ span: earlier.assignment.rawValueSpan, message: "The same variable." }],
  });
}
