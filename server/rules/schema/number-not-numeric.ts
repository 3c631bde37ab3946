import { wordTable } from "../../../grammar/text/word-table.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { KongValue } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { setFix } from "../support/fixes.ts";
import { numberUnit, plainNumber } from "../support/numbers.ts";
import { quoted } from "../support/quoting.ts";
import { refusalPlace } from "../support/refusals.ts";
import { mentionsVault } from "../support/vaults.ts";

/** What Kong's DNS clients use where the configuration gives them no number; of some it changes with the release. */
const DNS_CLIENT_DEFAULTS: Readonly<Record<string, string>> = wordTable({
  dns_cache_size: " `10000`",
  dns_stale_ttl: " `4`",
  dns_not_found_ttl: "",
  dns_error_ttl: "",
  resolver_error_ttl: " `1`",
  resolver_stale_ttl: " `3600`",
});

/** Text where Kong wants a number: it ends up without one, and without the default. */
export default defineRule({
  summary: "Value that is not a plain number",
  severity: "error",
  layer: "value",
  yieldsTo: ["schema/empty-value-unsets", "datastore/pg-host-malformed"],
  claims: ["unset-number"],
  check(context) {
    const { reading, report } = context;
    const refused = new Set<Assignment>();
    for (const refusal of reading.refusals("unset-number")) {
      const { assignment, property } = refusal;
      if (assignment !== undefined) refused.add(assignment);
      report({
        at: refusalPlace(refusal),
        property,
        message: `${quoted(property)} must be a plain number: without one, ${describeRelease(context.catalog.release)} crashes at the start with a Lua error that names neither the property nor the file. ${advice(assignment, property)}`,
        fixes: assignment === undefined ? [] : fixes(assignment, property),
      });
    }
    for (const { reason, assignment, property, reads } of reading.losses) {
      if (reason !== "not-a-number" || assignment === undefined || refused.has(assignment)) continue;
      if (assignment.opaque !== undefined || mentionsVault(assignment.writtenValue)) continue;
      report({
        at: assignment,
        property,
        message: reads === undefined ? lost(assignment, context) : withoutUnit(reads, assignment, property),
        fixes: fixes(assignment, property),
      });
    }
  },
});

/** A ` kB` that ends the line is taken off. With CRLF the carriage return ends it, and the text stays. */
function withoutUnit(reads: KongValue, assignment: Assignment, property: string): string {
  return `Kong drops the unit at the end of the line and reads ${quoted(String(reads))}. ${advice(assignment, property)}`;
}

function lost(assignment: Assignment, { catalog }: RuleContext): string {
  const { property } = assignment;
  // A value that begins with `#` is none to a reader, but text to Kong 0.10.4–3.1.
  const text = assignment.writtenValue === "" ? assignment.rawValue : assignment.writtenValue;
  const defaultValue = catalog.property(property)?.default;
  const instead = insteadOf(property, defaultValue ?? undefined);
  return `${quoted(text)} is not a number, so Kong leaves the property unset${instead}. ${advice(assignment, property)}`;
}

/** What becomes of the default of a property without a value. */
function insteadOf(property: string, defaultValue: string | undefined): string {
  const own = DNS_CLIENT_DEFAULTS[property];
  if (own !== undefined) return `, and its DNS client uses its own default${own}`;
  return defaultValue === undefined ? "" : `; the default ${quoted(defaultValue)} does not apply either`;
}

function advice(assignment: Assignment | undefined, property: string): string {
  const unit = numberUnit(property);
  const meant = assignment && plainNumber(assignment.writtenValue, unit);
  if (meant !== undefined) return `Use ${quoted(String(meant))}${unit === undefined ? "" : ` (${unit})`}.`;
  return `Use digits only${unit === undefined ? "" : ` (${unit})`}.`;
}

function fixes(assignment: Assignment, property: string): Fix[] {
  const meant = plainNumber(assignment.writtenValue, numberUnit(property));
  if (meant === undefined) return [];
  return [setFix(`Change to \`${meant}\``, "unsafe", assignment, String(meant))];
}
