/** Where the pages of the rules are published: the folder of the rules in the project's repository. */
export const RULE_PAGES = "https://github.com/kong-lint/kong-lint/blob/main/server/rules";

/** The address of a rule's page. */
export function docsOf(rule: string): string {
  return `${RULE_PAGES}/${rule}.md`;
}
