import type { Property } from "../../../schemas/property.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Refusal } from "../../loader/reading.ts";
import type { RefusalCheck } from "../../loader/refusal-check.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { Location } from "../../model/location.ts";
import { removeFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { describeRefusal, refusalPlace } from "../support/refusals.ts";

/** The checks that an empty value runs into. */
const EMPTY: readonly RefusalCheck[] = ["enum", "unset", "unset-number", "listen-empty", "cipher-suite"];

/** `key =` with nothing behind it: the property is unset, the default does not come back. */
export default defineRule({
  summary: "Empty value unsets the property instead of restoring its default",
  severity: "warning",
  layer: "value",
  yieldsTo: [
    "tls/verify-without-ca",
    "schema/dns-values",
    "enterprise/portal-required",
    "deprecated/renamed-property",
    "deprecated/upstream-keepalive",
    "deprecated/client-body-size",
  ],
  claims: ["unset"],
  check(context) {
    const { reading } = context;
    const reported = new Set<string>();
    for (const refusal of reading.refusals(...EMPTY)) {
      // One empty value may run into several checks.
      if (reported.has(refusal.property)) continue;
      reported.add(refusal.property);
      reportRefused(refusal, context);
    }
    for (const { reason, assignment, property } of reading.losses)
      if (reason === "empty" && assignment !== undefined) reportLost(assignment, property, context);
  },
});

function reportRefused(refusal: Refusal, { catalog, report }: RuleContext): void {
  const { assignment, property, check } = refusal;
  const empty = assignment !== undefined && assignment.writtenValue === "";
  // A property may end up unset for another reason, such as a comment that begins the value.
  if (!empty && check !== "unset") return;
  const defaultValue = catalog.property(property)?.default ?? null;
  report({
    at: placeOf(refusal),
    property,
    severity: "error",
    message: `${describeRefusal(catalog, refusal)}: an empty ${quoted(property)} does not restore the default${defaultValue === null ? "" : ` ${quoted(defaultValue)}`}. Remove the line, or set a value.`,
    fixes: assignment === undefined ? [] : [remove(assignment)],
  });
}

/** Another rule speaks about the name of an alias, so that only the equals sign is left for its empty value. */
function placeOf(refusal: Refusal): Location | Assignment {
  const { assignment, property } = refusal;
  if (assignment === undefined || assignment.property === property) return refusalPlace(refusal);
  return { ...assignment.span, start: assignment.nameSpan.end };
}

function reportLost(
  assignment: Assignment,
  property: string,
  { reading, catalog, report }: RuleContext,
): void {
  const definition = catalog.property(property);
  const defaultValue = definition?.default ?? null;
  if (definition === undefined || defaultValue === null || !loses(definition)) return;
  // A value that is a comment is told by syntax/hash-leading-value.
  if (assignment.channel === "file" && assignment.rawValue.startsWith("#")) return;
  const refusal = reading.refusals().find((each) => each.assignment === assignment);
  if (refusal !== undefined && EMPTY.includes(refusal.check)) return;
  report({
    at: assignment,
    property,
    ...(refusal === undefined ? {} : { severity: "error" as const }),
    message: `An empty value does not restore the default ${quoted(defaultValue)}: ${effect(definition)}. Remove the line to use the default.`,
    fixes: [remove(assignment)],
  });
}

/** Whether something is lost: a boolean that is off by default stays off. */
function loses({ type, default: defaultValue }: Property): boolean {
  return !(
    (type === "boolean" || type === "ngx_boolean") &&
    (defaultValue === "off" || defaultValue === "false")
  );
}

function effect({ type }: Property): string {
  switch (type) {
    case "boolean":
    case "ngx_boolean":
      return "Kong reads `off`";
    case "array":
      return "Kong reads an empty list";
    default:
      return "Kong leaves the property unset";
  }
}

function remove(assignment: Assignment): Fix {
  return removeFix("Remove the line to use the default", "unsafe", assignment);
}
