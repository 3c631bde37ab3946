/** What a new rule and its page hold before the author has written them. */

/** Marks what the author fills in. It stands in no rule and no page of the repository. */
export const MARK = "FILL IN";

/** The code of a rule that reports one value of one property. */
export function ruleSource(): string {
  return `import { defineRule } from "../../findings/rule.ts";
import { quoted } from "../support/quoting.ts";

/** ${MARK}: what is reported, and which behavior of Kong makes it wrong, with its releases. */
export default defineRule({
  summary: "${MARK}: what is reported, in one clause",
  severity: "warning",
  needs: ["${MARK}: the property"],
  layer: "value",
  check({ reading, report }) {
    const assignment = reading.assignment("${MARK}: the property");
    if (assignment === undefined || assignment.opaque !== undefined) return;
    if (assignment.writtenValue !== "${MARK}: the wrong value") return;
    report({
      at: assignment,
      message: \`${MARK}: what is wrong with \${quoted(assignment.writtenValue)} and why it matters. What to do.\`,
    });
  },
});
`;
}

/**
 * The page of a rule.
 * @param release as the examples name it: \`oss@3.9.3\`
 * @param releaseName as people read it: \`Kong 3.9.3\`
 */
export function rulePage(id: string, release: string, releaseName: string): string {
  return `# ${id}

${MARK}: what is reported, in one paragraph.

## Why it matters

${MARK}: what happens to the person who does not fix it.

## Examples

### Bad: ${MARK}: what is wrong with it, and the place of the value in \`findings=\`

\`\`\`conf release=${release} findings=warning@1:1-1:2
${MARK}: the property = ${MARK}: the wrong value
\`\`\`

### Good

\`\`\`conf release=${release}
${MARK}: the property = ${MARK}: a right value
\`\`\`

### Silent: the value is known only at run time

\`\`\`conf release=${release}
${MARK}: the property = {{ value }}
\`\`\`

## Releases

${MARK}: which releases, for example: every release, as of ${releaseName}.

## What Kong does

${MARK}: what Kong does with such a value, and where its code or its documentation says so.

## Sources

- ${MARK}: a link to the documentation or the source of Kong
`;
}
