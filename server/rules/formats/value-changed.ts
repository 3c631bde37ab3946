import { defineRule } from "../../findings/rule.ts";
import { asSentence } from "../support/as-sentence.ts";
import { correctionFixes } from "../support/correction-fixes.ts";

/** Losses that other rules report, and those that are often meant. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "ignored",
  "duplicate",
  "hidden-companion",
  "missing-file",
  "missing-secret",
  "readers-disagree",
  "removed",
  "too-many",
]);

/** A variable that reaches Kong otherwise than the file says. */
export default defineRule({
  summary: "Variable that Docker, Compose, Kubernetes, systemd or a shell changes or drops",
  severity: "warning",
  checkProblems({ problems, report }) {
    for (const { kind, refuses, at, name, before, detail, correction } of problems) {
      if (refuses || ELSEWHERE.has(kind) || isVariable(before)) continue;
      const isLost = kind === "name-changed" || kind === "repeated-key";
      const subject =
        name === undefined || isLost ? "" : ` Kong gets a different \`${name}\` than this file says.`;
      report({
        at,
        ...(isLost ? { severity: "error" as const } : {}),
        message: `${asSentence(detail)}${subject}`,
        fixes: correctionFixes(correction),
        dependsOnRelease: false,
      });
    }
  },
});

/** A value that is a variable and nothing else is meant to be filled in: `$PG_PASSWORD`. */
function isVariable(value: string): boolean {
  return /^\$\w+$/.test(value.trim());
}
