import { catalogFor, newestRelease } from "../../schemas/catalog.ts";

/** Kong's reference of all properties of the newest release. */
const REFERENCE = "https://developer.konghq.com/gateway/configuration/";

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
    .filter(isDocumented)
    .slice(0, MOST_LINKS)
    .map((property) => `[\`${property}\`](${REFERENCE}#${property.replaceAll("_", "-")})`);
  const line = links.length === 0 ? `[configuration reference](${REFERENCE})` : links.join(", ");
  return `${page.replace(LINKS, "").trimEnd()}\n\nKong's documentation: ${line}.\n`;
}

function isDocumented(property: string): boolean {
  return (["enterprise", "oss"] as const).some(
    (edition) => catalogFor(newestRelease(edition)).property(property)?.documented === true,
  );
}
