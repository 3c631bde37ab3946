import { CONFIGURATION_REFERENCE, documentationOf } from "../../schemas/kong-documentation.ts";

/** More links than these are no help to a reader. */
const MOST_LINKS = 5;

/** The line with the links, wherever it is on a page. */
const LINKS = /\n*^Kong's documentation: \[[^\n]*$/m;

/**
 * A rule page with links to Kong's own documentation at its end.
 * @param properties what the findings of its examples are about, in the order of the page; only documented ones get a link
 */
export function withDocumentation(page: string, properties: readonly string[]): string {
  const links = [...new Set(properties)]
    .flatMap((property) => {
      const address = documentationOf(property);
      return address === undefined ? [] : [`[\`${property}\`](${address})`];
    })
    .slice(0, MOST_LINKS);
  const line =
    links.length === 0 ? `[configuration reference](${CONFIGURATION_REFERENCE})` : links.join(", ");
  return `${page.replace(LINKS, "").trimEnd()}\n\nKong's documentation: ${line}.\n`;
}
