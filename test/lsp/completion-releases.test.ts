import { describe, expect, test } from "vitest";
import { knownReleases } from "../../schemas/catalog.ts";
import { formatRelease } from "../../schemas/release.ts";
import { markedDocument } from "./marked-document.ts";
import { kong, suggestions } from "./suggestions.ts";

const SNIPPET = 15;

/** The text of an accepted snippet as it is when nobody writes over its places. */
function written(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, "$1")
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, "$1")
    .replace(/\$\d/g, "")
    .replace(/\\([$}\\,|])/g, "$1");
}

/** The errors of a text, each with its rule. */
async function errorsIn(text: string): Promise<string[]> {
  const { document } = await markedDocument(text);
  const { findings } = document.analysis.report;
  return findings
    .filter(({ severity }) => severity === "error")
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe.each(knownReleases().map(formatRelease))("what is accepted for %s", (release) => {
  test("no block brings an error", async () => {
    const { items, accepted } = await suggestions(kong(release, "<|>"));
    for (const { label } of items.filter(({ kind }) => kind === SNIPPET))
      expect.soft(await errorsIn(written(accepted(label))), label).toEqual([]);
  });
});
