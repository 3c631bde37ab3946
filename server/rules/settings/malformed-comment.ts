import { sliceSpan } from "../../../grammar/text/span.ts";
import { defineRule } from "../../findings/rule.ts";

/** Whether a comment that silences says which rules; the others, such as the end of a block, silence nothing. */
function namesRule(comment: string): boolean {
  const [directive = "", ...words] = (comment.split("--")[0] ?? "").trim().split(/\s+/);
  return words.length > 0 || !directive.startsWith("kong-lint-disable");
}

/** Comments that were meant for kong-lint and that it cannot read, or that lack a reason where one is wanted. */
export default defineRule({
  summary: "Malformed suppression comment, or one without the required reason",
  severity: "warning",
  checkComments({ unit, comments, requireReason, report }) {
    for (const comment of comments) {
      if (comment.kind === "malformed") {
        const meant = comment.meant?.replace(/^[#;\s]+/, "");
        const isRepaired =
          meant !== undefined && comment.meant !== sliceSpan(unit.document.text, comment.span);
        report({
          at: comment.span,
          message: isRepaired
            ? `This is not a valid kong-lint comment, so it has no effect. Use \`${meant}\`.`
            : "This is not a valid kong-lint comment, so it has no effect. Use `kong-lint-disable-next-line RULE -- reason`, or `-disable-line`, `-disable`, `-enable`, `-disable-file`.",
          fixes: isRepaired
            ? [
                {
                  title: `Change to \`${meant}\``,
                  // A comment without a rule silences all of them, which may be more than was meant.
                  applicability: namesRule(meant) ? "safe" : "unsafe",
                  edits: [{ kind: "replace", span: comment.span, text: comment.meant ?? "" }],
                },
              ]
            : [],
        });
      } else if (
        comment.kind === "suppression" &&
        requireReason &&
        comment.reason === undefined &&
        comment.scope !== "end-of-block"
      ) {
        report({
          at: comment.span,
          message:
            "Your settings require a reason in every suppression comment, so this one has no effect. Add the reason at its end, after `--`.",
          fixes: [{ title: "Add the reason after `--`", applicability: "display", edits: [] }],
        });
      }
    }
  },
});
