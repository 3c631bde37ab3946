import { sliceSpan } from "../../../grammar/text/span.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { removeFix } from "../support/fixes.ts";

/** Settings that a later line of the same file sets again. */
export default defineRule({
  summary: "The same property is set twice; Kong reads the last line",
  severity: "error",
  yieldsTo: ["nginx/multi-value-injection"],
  check(context) {
    for (const loss of context.reading.losses) {
      const { assignment, winner } = loss;
      if (loss.reason !== "overridden-by-later-line" || assignment === undefined || winner === undefined)
        continue;
      if (isOverride(assignment, winner) || isBuiltUpon(assignment, context.unit)) continue;
      if (assignment.writtenValue === winner.writtenValue) reportRepetition(assignment, winner, context);
      else reportLoss(assignment, winner, context);
    }
  },
});

/** A stronger layer is there to override a weaker one, as is what a service adds to the one that it extends. */
function isOverride(earlier: Assignment, later: Assignment): boolean {
  const addressOf = ({ origin }: Assignment) => (origin.kind === "written" ? origin.address : undefined);
  return (
    earlier.layer.rank !== later.layer.rank ||
    earlier.span.source !== later.span.source ||
    addressOf(earlier) !== addressOf(later)
  );
}

/** A later one adds to it: `KONG_PLUGINS=$KONG_PLUGINS,acl`. */
function isBuiltUpon(earlier: Assignment, { index, document }: ConfigUnit): boolean {
  const { variable, property, span } = earlier;
  return index.named(property).some(({ rawValueSpan: later }) => {
    if (later.source !== span.source || later.source !== document.path || later.start < span.end)
      return false;
    const written = sliceSpan(document.text, later);
    return [`$${variable}`, `\${${variable}`].some((reference) => mentionsWord(written, reference));
  });
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
    message: `Line ${lineOf(earlier, unit)} sets \`${later.property}\` already, to the same value. Delete one of the two lines before they differ.`,
    related: [{ span: earlier.span, message: "The same setting" }],
    tags: ["unnecessary"],
    fixes: [removeFix("Delete this line", "safe", later)],
  });
}

function reportLoss(earlier: Assignment, later: Assignment, { unit, release, report }: RuleContext): void {
  report({
    at: earlier.span,
    property: earlier.property,
    message: `Line ${lineOf(later, unit)} sets \`${earlier.property}\` again${later.writtenValue === "" ? ", to nothing" : ""}, and ${describeRelease(release)} reads only that one. Keep one of the two.`,
    related: [{ span: later.span, message: "Kong reads this line" }],
    tags: ["unnecessary"],
    fixes: [removeFix("Delete this line, which Kong does not read", "unsafe", earlier)],
  });
}

function lineOf({ nameSpan }: Assignment, { document }: ConfigUnit): number {
  return document.lines.positionAt(nameSpan.start).line + 1;
}
