import { overlaps } from "../../grammar/text/span.ts";
import type { Finding } from "../findings/finding.ts";
import type { Fix } from "../findings/fix.ts";
import type { Assignment } from "../model/assignment.ts";
import { AssignmentIndex } from "../model/assignment-index.ts";
import type { ConfigUnit } from "../model/config-unit.ts";

/** The names that findings offer for assignments. */
type Offers = Map<Assignment, string>;

/** So often is what is left of the offers tried again; then none is left. */
const ROUNDS = 3;

/**
 * The findings without the edits that only guess a name and make an error of a line that Kong ignores: `pg_sslmode = require` is
 * no `pg_ssl = require`. Whether they do is found out by reading the source once with all names that are offered.
 *
 * @param find the findings of a source, all rules asked
 */
export async function verifyRenames(
  unit: ConfigUnit,
  findings: readonly Finding[],
  find: (unit: ConfigUnit) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  const offers: Offers = new Map();
  for (const offer of findings.flatMap(({ fixes }) => fixes.flatMap((fix) => offerOf(fix) ?? [])))
    if (!offers.has(offer.assignment)) offers.set(offer.assignment, offer.property);
  if (offers.size === 0) return findings;
  const known = new Set(errorsOf(findings).map(errorKey));
  for (let round = 0; offers.size > 0 && round <= ROUNDS; round++) {
    const errors = errorsOf(await find(withNames(unit, offers))).filter(
      (error) => !known.has(errorKey(error)),
    );
    if (errors.length === 0) break;
    withdraw(offers, round === ROUNDS ? [] : errors);
  }
  return findings.map((finding) =>
    finding.fixes.some((fix) => !isProven(fix, offers))
      ? { ...finding, fixes: finding.fixes.filter((fix) => isProven(fix, offers)) }
      : finding,
  );
}

/** What a fix offers that guesses a name and changes nothing else. */
function offerOf({ applicability, edits }: Fix) {
  const [edit] = edits;
  return applicability === "unsafe" && edits.length === 1 && edit?.kind === "rename" ? edit : undefined;
}

function isProven(fix: Fix, proven: Offers): boolean {
  const offer = offerOf(fix);
  return offer === undefined || proven.get(offer.assignment) === offer.property;
}

/** Takes back the offers that errors are about; all of them where the errors are about none. */
function withdraw(offers: Offers, errors: readonly Finding[]): void {
  const before = offers.size;
  for (const [assignment, property] of offers)
    if (errors.some((error) => error.property === property || overlaps(error.span, assignment.span)))
      offers.delete(assignment);
  if (offers.size === before) offers.clear();
}

/** The source with names that were offered, written as it writes names; its text is left as it is. */
function withNames(unit: ConfigUnit, offers: Offers): ConfigUnit {
  const assignments = unit.assignments.map((assignment) => {
    const property = offers.get(assignment);
    if (property === undefined) return assignment;
    const writtenName = assignment.channel === "environment" ? `KONG_${property.toUpperCase()}` : property;
    return { ...assignment, property, writtenName };
  });
  return { ...unit, assignments, index: new AssignmentIndex(assignments) };
}

function errorsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity === "error");
}

function errorKey({ rule, span, property }: Finding): string {
  return `${rule} ${span.start} ${property}`;
}
