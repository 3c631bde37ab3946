import type { Fix } from "../../findings/fix.ts";
import { defineRule, type SuppressionComment } from "../../findings/rule.ts";
import type { Location } from "../../model/location.ts";
import { replaceFix } from "../support/fixes.ts";
import { nearWord } from "../support/words.ts";

/** Comments that silence a rule that does not exist. */
export default defineRule({
  summary: "Suppression comment for a rule that does not exist",
  severity: "warning",
  checkComments({ comments, ruleIds, report }) {
    for (const comment of comments) {
      if (comment.kind !== "suppression") continue;
      for (const name of comment.names) {
        if (ruleIds.has(name.id)) continue;
        const meant = sameNameElsewhere(name.id, ruleIds) ?? nearWord(name.id, [...ruleIds]);
        const hint =
          meant === undefined ? "Remove it; `kong-lint rules` lists all rules" : `Did you mean \`${meant}\``;
        report({
          at: name.span,
          message: `Unknown rule \`${name.id}\`, so naming it here has no effect. ${hint}${meant === undefined ? "." : "?"}`,
          fixes: [meant === undefined ? withoutName(comment, name.id) : renamed(name.span, meant)],
        });
      }
    }
  },
});

/** The rule of that name in another group: rules move. */
function sameNameElsewhere(id: string, ruleIds: ReadonlySet<string>): string | undefined {
  const own = id.slice(id.indexOf("/"));
  const [only, ...others] = [...ruleIds].filter((each) => each.endsWith(own));
  return others.length === 0 ? only : undefined;
}

function renamed(span: Location, id: string): Fix {
  return replaceFix(`Change to \`${id}\``, "safe", span, id);
}

function withoutName({ names, removal }: SuppressionComment, id: string): Fix {
  const left = names.filter((name) => name.id !== id);
  const first = names[0]?.span.start ?? 0;
  const last = names.at(-1)?.span.end ?? first;
  // Without any name the comment would silence every rule.
  return left.length === 0
    ? replaceFix("Remove the comment", "safe", removal, "")
    : {
        title: `Remove \`${id}\` from the comment`,
        applicability: "safe",
        edits: [
          {
            kind: "replace",
            span: { ...removal, start: first, end: last },
            text: left.map((name) => name.id).join(", "),
          },
        ],
      };
}
