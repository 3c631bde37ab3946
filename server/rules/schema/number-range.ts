import type { Catalog } from "../../../schemas/catalog.ts";
import type { Bounds } from "../../../schemas/property.ts";
import type { Fix } from "../../findings/fix.ts";
import type { RuleContext } from "../../findings/rule.ts";
import type { Refusal } from "../../loader/reading.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { refusalRule } from "../support/refusals.ts";

/** The loader's own limit for a property of Kong 0.9 and 0.10, which the facts do not hold as bounds. */
const LEAST_TTL = { min: 60 } as const;

/** Numbers outside the range that a release takes, and ports that no machine has. */
export default refusalRule({
  summary: "Number outside the range that the property accepts",
  severity: "error",
  layer: "value",
  yieldsTo: ["schema/number-not-numeric"],
  check: ["number-range", "serf-ttl"],
  message(refusal, { catalog }) {
    const bounds = boundsOf(refusal, catalog);
    return `${quoted(refusal.property)} must be ${range(bounds)}. ${advice(refusal.text, bounds)}`;
  },
  fixes: (refusal, { catalog }) => fixes(refusal.text, boundsOf(refusal, catalog)),
  // What is in force for a number changes now and then; that it is checked is what differs.
  acceptedElsewhere: () => true,
  checkAccepted: (context, refused) =>
    reportUnchecked(context, new Set(refused.map(({ property }) => property))),
});

function boundsOf({ property, check }: Refusal, catalog: Catalog): Bounds | undefined {
  return check === "serf-ttl" ? LEAST_TTL : catalog.property(property)?.bounds;
}

/** What the loader lets through: bounds that only the documentation gives, and ports. */
function reportUnchecked({ reading, report }: RuleContext, refused: ReadonlySet<string>): void {
  for (const { property, value, definition } of reading.changed.values()) {
    if (typeof value !== "number" || refused.has(property) || definition?.type !== "number") continue;
    const bounds =
      definition.bounds ?? (isPort(property) ? { min: 1, max: 65535, integer: true } : undefined);
    if (bounds === undefined || isWithin(value, bounds)) continue;
    const assignment = reading.assignment(property);
    if (assignment === undefined) continue;
    report({
      at: assignment,
      severity: "warning",
      message: `${quoted(property)} should be ${range(bounds)}; Kong does not check this at the start and fails later. ${advice(String(value), bounds)}`,
      dependsOnRelease: false,
      fixes: [],
    });
  }
}

function isPort(property: string): boolean {
  return /(?:^|_)port$/.test(property);
}

function isWithin(value: number, { min, max, exclusiveMin, integer }: Bounds): boolean {
  if (Number.isNaN(value)) return false;
  if (min !== undefined && value < min) return false;
  if (exclusiveMin !== undefined && value <= exclusiveMin) return false;
  if (max !== undefined && value > max) return false;
  return integer !== true || Number.isInteger(value);
}

function range(bounds: Bounds | undefined): string {
  if (bounds === undefined) return "within the allowed range";
  const { min, max, exclusiveMin, integer } = bounds;
  const what = integer === true ? "a whole number" : "a number";
  if (min !== undefined && max !== undefined) return `${what} from ${min} to ${max}`;
  if (min !== undefined) return `${what} of ${min} or more`;
  if (exclusiveMin !== undefined) return `${what} above ${exclusiveMin}`;
  return max === undefined ? what : `${what} of ${max} or less`;
}

function advice(text: string, bounds: Bounds | undefined): string {
  const nearest = nearestAllowed(text, bounds);
  return nearest === undefined
    ? "Use a number in this range."
    : `The nearest allowed value is ${quoted(String(nearest))}.`;
}

function fixes(text: string, bounds: Bounds | undefined): Fix[] {
  const nearest = nearestAllowed(text, bounds);
  return nearest === undefined ? [] : [displayOnlyFix(`Change to \`${nearest}\``)];
}

function nearestAllowed(text: string, bounds: Bounds | undefined): number | undefined {
  const value = Number(text);
  if (bounds === undefined || Number.isNaN(value)) return undefined;
  const { min, max, integer } = bounds;
  if (min !== undefined && value < min) return min;
  if (max !== undefined && value > max) return max;
  return integer === true && !Number.isInteger(value) ? Math.round(value) : undefined;
}
