import { compareVersions, describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { parseReference } from "../../loader/vaults/parse-reference.ts";
import { replaceFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";
import { type VaultText, vaultTexts } from "../support/vaults.ts";

/** Texts that look like a reference to a vault and are none: Kong uses them as they stand. */
export default defineRule({
  summary: "Malformed vault reference",
  severity: "error",
  layer: "vault",
  releases: { oss: { since: "2.8" }, enterprise: { since: "2.8" } },
  dependsOnRelease: true,
  check(context) {
    for (const found of vaultTexts(context)) {
      const says = found.isReference ? unusable(found.text) : reason(found);
      if (says !== undefined)
        context.report({
          at: found.span,
          property: found.assignment.property,
          message: `${found.isReference ? "This reference cannot be resolved" : "Kong reads this as plain text, not as a vault reference"}: ${says}. Use \`{vault://<vault>/<secret>}\`.`,
          fixes: fixes(found),
        });
      else reportComment(found, context);
    }
  },
});

function reason({ text, inList }: VaultText): string {
  if (inList && /^\{vault:\/\/.*\}$/.test(text))
    return "before Kong 3.9 only a whole value can be a reference, not an entry of a list";
  if (/^\$\{?\{?vault:\/\//i.test(text)) return "it begins with `$`";
  if (/^vault:\/\//i.test(text)) return "it must be in braces";
  if (/^\{\s*vault:\/\//.test(text) && !text.endsWith("}")) {
    return text.includes("}")
      ? "only a whole value can be a reference, and text follows this one"
      : "the closing brace is missing";
  }
  if (/^\{\s+vault:\/\//i.test(text)) return "there is a space after the opening brace";
  if (text.startsWith("{vault://")) return "it does not name a vault and a secret";
  if (/^\{vault:\/\//i.test(text)) return "`vault` must be lowercase";
  if (!/vault:\/\//i.test(text)) return "`://` must follow `vault`";
  return "only a whole value can be a reference, and this one is inside other text";
}

function unusable(text: string): string | undefined {
  if (/\s/.test(text)) return "it contains a space";
  const reference = parseReference(text);
  if (reference === undefined) return "it does not name a vault and a secret";
  const { vault } = reference;
  return vault === vault.toLowerCase() ? undefined : `the vault ${quoted(vault)} must be lowercase`;
}

/** The reference in its right form, where there is no doubt which one is meant. */
function corrected(text: string): string | undefined {
  const match = /^\$?\{{0,2}\s*vault(?::\/{0,2}|\/{1,2})([a-z0-9_-]+)\/([^\s{}]+?)\s*\}{0,2}$/i.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return `{vault://${match[1].toLowerCase()}/${match[2]}}`;
}

function fixes({ assignment, text, inList, span }: VaultText): Fix[] {
  const meant = corrected(text);
  if (meant === undefined || meant === text || inList) return [];
  const whole = text === assignment.writtenValue;
  return [
    {
      title: `Change to ${quoted(meant)}`,
      applicability: "unsafe",
      edits: [whole ? { kind: "set", assignment, value: meant } : { kind: "replace", span, text: meant }],
    },
  ];
}

/** Kong 2.8 looks for references before it cuts comments, so a comment makes plain text of one. */
function reportComment({ assignment, text, isReference }: VaultText, { catalog, report }: RuleContext): void {
  const { rawValue, writtenValue, channel } = assignment;
  const raw = rawValue.trimEnd();
  if (!isReference || channel !== "file" || raw === text || compareVersions(catalog.base, "3.0") >= 0) return;
  report({
    at: valueSpan(assignment, writtenValue.length, raw.length),
    property: assignment.property,
    message: `${describeRelease(catalog.release)} reads a reference with a comment after it as plain text; Kong 3.0 and later do not. Put the comment on a line of its own.`,
    fixes: [
      replaceFix("Remove the comment", "unsafe", valueSpan(assignment, writtenValue.length, raw.length), ""),
    ],
  });
}
