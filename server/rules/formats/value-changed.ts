import type { Catalog } from "../../../schemas/catalog.ts";
import { defineRule } from "../../findings/rule.ts";
import { asSentence } from "../support/as-sentence.ts";
import { correctionFixes } from "../support/correction-fixes.ts";

/** Losses that other rules report, and those that are often meant. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "file-not-applied-by-release",
  "ignored",
  "duplicate",
  "hidden-companion",
  "http-behind-tls",
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
  checkProblems({ catalog, problems, report }) {
    for (const { kind, refuses, at, name, before, detail, correction, leaves } of problems) {
      if (refuses || ELSEWHERE.has(kind) || isVariable(before)) continue;
      const isLost = kind === "name-changed" || kind === "repeated-key";
      const ofFile = kind.startsWith("file-not-applied-by-");
      // Of a name that no property has env/unknown-variable tells.
      if (ofFile && kind.endsWith("-name") && name !== undefined && !catalog.knows(propertyOf(name)))
        continue;
      const subject =
        name === undefined || isLost
          ? ""
          : ofFile
            ? ofFileVariable(name, catalog)
            : ` Kong gets a different \`${name}\` than this file says.`;
      report({
        at,
        ...(isLost || leaves !== undefined ? { severity: "error" as const } : {}),
        message: `${asSentence(detail)}${subject}`,
        fixes: correctionFixes(correction),
        dependsOnRelease: false,
      });
    }
  },
});

/** What becomes of `KONG_PG_HOST_FILE` where the entrypoint reads no file for it. */
function ofFileVariable(name: string, catalog: Catalog): string {
  return catalog.knows(propertyOf(name))
    ? ` Kong reads \`${name}\` itself as a setting.`
    : ` Kong ignores \`${name}\`. Set \`${name.slice(0, -"_FILE".length)}\`.`;
}

function propertyOf(variable: string): string {
  return variable.replace(/^KONG_/, "").toLowerCase();
}

/** A value that is a variable and nothing else is meant to be filled in: `$PG_PASSWORD`. */
function isVariable(value: string): boolean {
  return /^\$\w+$/.test(value.trim());
}
