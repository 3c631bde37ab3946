import { docsOf } from "./rule-docs.ts";

/**
 * The page of a rule without the attributes after the language of a code block, which are for the tests and which code hosts do
 * not show either. The programs have the pages like this.
 * @param page Markdown as in the repository
 */
export function withoutAttributes(page: string): string {
  return page.replace(/^(`{3,}(?:conf|dotenv|yaml|dockerfile|sh|ini|json|hcl)) [^\n]*$/gm, "$1");
}

/**
 * The page of a rule for readers outside a code host: {@link withoutAttributes}, and with links to other rules as full addresses.
 * @param page Markdown as in the repository
 * @param rule the id of the rule, from whose folder the links lead
 */
export function pageForReaders(page: string, rule: string): string {
  const group = rule.slice(0, rule.indexOf("/"));
  return withoutAttributes(page).replace(
    /\]\((?:\.\.\/([\w-]+)\/)?([\w-]+)\.md\)/g,
    (_, other: string | undefined, name: string) => `](${docsOf(`${other ?? group}/${name}`)})`,
  );
}
