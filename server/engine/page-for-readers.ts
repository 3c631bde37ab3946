import { docsOf } from "./rule-docs.ts";

/**
 * The page of a rule without what is for the tests first of all: examples on which the rule is silent, and the attributes after the
 * language of a code block, which code hosts do not show either. The programs have the pages like this, for size.
 * @param page Markdown as in the repository
 */
export function bundledPage(page: string): string {
  return page
    .replace(
      /^### Silent:.*\n(?:(?!#{2,3} |`{3}).*\n|(?<fence>`{3,})[^`\n]*\n(?:(?!\k<fence>).*\n)*\k<fence>[ \t]*\n)*/gm,
      "",
    )
    .replace(/^(`{3,}(?:conf|dotenv|yaml|dockerfile|sh|ini|json|hcl)) [^\n]*$/gm, "$1");
}

/**
 * The page of a rule for readers outside a code host: {@link bundledPage}, and with links to other rules as full addresses.
 * @param page Markdown as in the repository
 * @param rule the id of the rule, from whose folder the links lead
 */
export function pageForReaders(page: string, rule: string): string {
  const group = rule.slice(0, rule.indexOf("/"));
  return bundledPage(page).replace(
    /\]\((?:\.\.\/([\w-]+)\/)?([\w-]+)\.md\)/g,
    (_, other: string | undefined, name: string) => `](${docsOf(`${other ?? group}/${name}`)})`,
  );
}
