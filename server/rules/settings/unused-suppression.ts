import type { Fix } from "../../findings/fix.ts";
import { defineRule, type SuppressionComment } from "../../findings/rule.ts";
import { replaceFix } from "../support/fixes.ts";

/** Comments that silence findings where there are none to silence. */
export default defineRule({
  summary: "Unused suppression comment",
  severity: "warning",
  checkComments({ comments, unused, ruleIds, report }) {
    for (const comment of comments) {
      if (comment.kind !== "suppression") continue;
      const idle = unused(comment).filter((id) => id === "" || ruleIds.has(id));
      if (idle.length === 0) continue;
      const isWhole = idle[0] === "" || idle.length === comment.names.length;
      const what = isWhole ? "This comment" : idle.map((id) => `\`${id}\``).join(", ");
      const effect =
        comment.scope === "end-of-block"
          ? "ends nothing that was disabled above it"
          : `silences nothing ${PLACES[comment.scope]}`;
      const first = comment.names.find(({ id }) => id === idle[0]);
      report({
        at: isWhole || first === undefined ? comment.span : first.span,
        message: `${what} ${effect}, and would hide a later mistake there. Remove it.`,
        tags: ["unnecessary"],
        fixes: [isWhole ? removeComment(comment) : removeNames(comment, idle)],
      });
    }
  },
});

const PLACES = {
  "next-line": "in the next setting",
  line: "on its line",
  block: "below it",
  file: "in this file",
} as const;

function removeComment({ removal }: SuppressionComment): Fix {
  return replaceFix("Remove the comment", "safe", removal, "");
}

function removeNames({ names, removal }: SuppressionComment, idle: readonly string[]): Fix {
  const left = names.filter(({ id }) => !idle.includes(id));
  const first = names[0]?.span.start ?? 0;
  const last = names.at(-1)?.span.end ?? first;
  return {
    title: `Remove ${idle.map((id) => `\`${id}\``).join(", ")} from the comment`,
    applicability: "safe",
    edits: [
      {
        kind: "replace",
        span: { ...removal, start: first, end: last },
        text: left.map(({ id }) => id).join(", "),
      },
    ],
  };
}
