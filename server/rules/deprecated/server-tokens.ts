import { listTexts } from "../../../grammar/values/split-list.ts";
import type { Catalog } from "../../../schemas/catalog.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { assignmentsNamed, lastAssignment } from "../support/assignments.ts";
import { parseBooleanWord } from "../support/words.ts";

const SWITCHES = ["server_tokens", "latency_tokens"] as const;

/** The switches for response headers that Kong 0.14 replaced by the list `headers`. */
export default defineRule({
  summary: "Response headers configured with `server_tokens` or `latency_tokens` instead of `headers`",
  severity: "error",
  needs: ["server_tokens", "latency_tokens"],
  layer: "value",
  dependsOnRelease: true,
  check(context) {
    const { unit, catalog, report } = context;
    if (!catalog.knows("headers")) return;
    const written = assignmentsNamed(unit, ...SWITCHES);
    if (written.length === 0) return;
    const fix = fixFor(context);
    for (const assignment of written) {
      const { property } = assignment;
      if (assignment.section !== undefined || catalog.knows(property)) continue;
      report({
        at: assignment.nameSpan,
        property,
        message: message(assignment, catalog),
        tags: ["deprecated"],
        fixes: fix === undefined ? [] : [fix],
      });
    }
  },
});

function message({ property, writtenValue }: Assignment, { release }: Catalog): string {
  const kong = describeRelease(release);
  return parseBooleanWord(writtenValue) === "off"
    ? `${kong} has no \`${property}\` and ignores it: the headers that it should hide are sent. Set \`headers\` without \`${property}\`.`
    : `${kong} has no \`${property}\` and ignores it; \`headers\` lists what is sent. Add it there, or remove the line.`;
}

/** One fix for both switches, since both end up in one list. */
function fixFor({ unit, catalog }: RuleContext): Fix | undefined {
  const switches = SWITCHES.filter((name) => !catalog.knows(name)).flatMap(
    (name) => lastAssignment(unit, name) ?? [],
  );
  const [first, ...others] = switches;
  if (first === undefined) return undefined;
  const removals = others.map((assignment) => ({ kind: "remove", assignment }) as const);
  if (lastAssignment(unit, "headers") !== undefined) {
    return {
      title: "Remove what `headers` has replaced",
      applicability: "unsafe",
      edits: [{ kind: "remove", assignment: first }, ...removals],
    };
  }
  if (
    switches.some(
      ({ opaque, writtenValue }) => opaque !== undefined || parseBooleanWord(writtenValue) === undefined,
    )
  ) {
    return undefined;
  }
  const hidden = switches
    .filter(({ writtenValue }) => parseBooleanWord(writtenValue) === "off")
    .map((each) => each.property);
  const tokens = listTexts(catalog.property("headers")?.default ?? "");
  const left = tokens.filter((token) => !hidden.includes(token));
  const value = hidden.length === SWITCHES.length ? "off" : left.join(", ");
  return {
    title: "Change to `headers`",
    applicability: "safe",
    edits:
      hidden.length === 0
        ? [{ kind: "remove", assignment: first }, ...removals]
        : [
            { kind: "rename", assignment: first, property: "headers" },
            { kind: "set", assignment: first, value },
            ...removals,
          ],
  };
}
