import { sliceSpan } from "../../../grammar/text/span.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Loss } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { removeFix } from "../support/fixes.ts";

/** Settings that a later line of the same file sets again. */
export default defineRule({
  summary: "Property that is set twice",
  severity: "error",
  needs: "losses",
  yieldsTo: ["nginx/multi-value-injection"],
  check(context) {
    const isBuiltUpon = additionsIn(context.unit);
    for (const lines of overriddenLines(context.reading.losses)) {
      // A line repeats the next one only where nothing that differs comes between them and the one that Kong reads.
      const { winner } = lines;
      const differs = lines.earlier.findLastIndex(({ writtenValue }) => writtenValue !== winner.writtenValue);
      for (const [index, assignment] of lines.earlier.entries()) {
        if (isBuiltUpon(assignment)) continue;
        if (assignment.writtenValue !== winner.writtenValue) reportLoss(assignment, winner, context);
        else if (index < differs) reportOldRepetition(assignment, winner, context);
        else reportRepetition(assignment, lines.earlier[index + 1] ?? winner, context);
      }
    }
  },
});

/** All settings of one property, of which Kong reads the last. */
interface OverriddenLines {
  readonly earlier: readonly Assignment[];
  readonly winner: Assignment;
}

function overriddenLines(losses: readonly Loss[]): readonly OverriddenLines[] {
  const byWinner = new Map<Assignment, Assignment[]>();
  for (const { reason, assignment, winner } of losses) {
    if (reason !== "overridden-by-later-line" || assignment === undefined || winner === undefined) continue;
    if (isOverride(assignment, winner)) continue;
    const earlier = byWinner.get(winner);
    if (earlier === undefined) byWinner.set(winner, [assignment]);
    else earlier.push(assignment);
  }
  return [...byWinner].map(([winner, earlier]) => ({ earlier, winner }));
}

/** A stronger layer is there to override a weaker one, as is what a service adds to the one that it extends. */
function isOverride(earlier: Assignment, later: Assignment): boolean {
  const addressOf = ({ origin }: Assignment) => (origin.kind === "written" ? origin.address : undefined);
  return (
    earlier.layer.rank !== later.layer.rank ||
    earlier.span.source !== later.span.source ||
    addressOf(earlier) !== addressOf(later)
  );
}

/** Tells whether a later setting adds to one: `KONG_PLUGINS=$KONG_PLUGINS,acl`. */
function additionsIn({ index, document }: ConfigUnit): (earlier: Assignment) => boolean {
  // By variable, where the last value begins that mentions it.
  const last = new Map<string, number>();
  const lastAddition = ({ property, variable }: Assignment): number => {
    const known = last.get(variable);
    if (known !== undefined) return known;
    const found = index.named(property).findLast(({ rawValueSpan }) => {
      if (rawValueSpan.source !== document.path) return false;
      const written = sliceSpan(document.text, rawValueSpan);
      return [`$${variable}`, `\${${variable}`].some((reference) => mentionsWord(written, reference));
    });
    const start = found?.rawValueSpan.start ?? -1;
    last.set(variable, start);
    return start;
  };
  return (earlier) => earlier.span.source === document.path && lastAddition(earlier) >= earlier.span.end;
}

function mentionsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (!/\w/.test(text.charAt(at + word.length))) return true;
  return false;
}

/** Both say the same: the later line adds nothing. */
function reportRepetition(earlier: Assignment, later: Assignment, { unit, report }: RuleContext): void {
  report({
    at: later.span,
    property: later.property,
    severity: "warning",
    message: `Line ${lineOf(earlier, unit)} already sets \`${later.property}\` to the same value. Remove one of the two lines before they differ.`,
    related: [{ span: earlier.span, message: "The same setting." }],
    tags: ["unnecessary"],
    fixes: [removeFix("Remove this line", "safe", later)],
  });
}

/** As {@link reportRepetition}, where Kong would read a line in between if the later one were deleted. */
function reportOldRepetition(earlier: Assignment, later: Assignment, { unit, report }: RuleContext): void {
  report({
    at: earlier.span,
    property: earlier.property,
    severity: "warning",
    message: `Line ${lineOf(later, unit)} sets \`${earlier.property}\` again, to the same value. Delete this line, which Kong does not read.`,
    related: [{ span: later.span, message: "Kong reads this line" }],
    tags: ["unnecessary"],
    fixes: [removeFix("Delete this line, which Kong does not read", "safe", earlier)],
  });
}

function reportLoss(earlier: Assignment, later: Assignment, { unit, release, report }: RuleContext): void {
  report({
    at: earlier.span,
    property: earlier.property,
    message: `Line ${lineOf(later, unit)} sets \`${earlier.property}\` again${later.writtenValue === "" ? " to an empty value" : ""}, and ${describeRelease(release)} reads only that line. Keep one of the two.`,
    related: [{ span: later.span, message: "Kong reads this line." }],
    tags: ["unnecessary"],
    fixes: [removeFix("Remove this line, which Kong does not read", "unsafe", earlier)],
  });
}

function lineOf({ nameSpan }: Assignment, { document }: ConfigUnit): number {
  return document.lines.positionAt(nameSpan.start).line + 1;
}
