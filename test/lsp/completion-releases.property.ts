import { describe, expect, test } from "vitest";
import { knownReleases } from "../../schemas/catalog.ts";
import { formatRelease, versionLine } from "../../schemas/release.ts";
import { markedDocument, testContext } from "./marked-document.ts";
import { kong, suggestions } from "./suggestions.ts";

/** The last release of each line: patches seldom differ in defaults. */
const releases = [
  ...new Map(knownReleases().map((each) => [`${each.edition} ${versionLine(each.version)}`, each])).values(),
].map(formatRelease);

const SNIPPET = 15;
const PROPERTY = 10;
const WITHOUT_SNIPPETS = testContext(
  {},
  { completion: { ...testContext().client.completion, snippets: false } },
);

/** The text of an accepted snippet as it is when nobody writes over its places. */
function written(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, "$1")
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, "$1")
    .replace(/\$\d/g, "")
    .replace(/\\([$}\\,|])/g, "$1");
}

/** The errors of a text, each with its rule. */
async function errorsIn(text: string, path?: string): Promise<string[]> {
  const { document } = await markedDocument(text, path === undefined ? {} : { path });
  const { findings } = document.analysis.report;
  return findings
    .filter(({ severity }) => severity === "error")
    .map(({ rule, message }) => `${rule}: ${message}`);
}

/** A value that is still to be written, and the one property that asks for another to be set beside it. */
function isEmptyOrAlone(text: string): boolean {
  return /=\s*$/.test(text) || /^(?:KONG_)?admin_gui_auth\b/im.test(text);
}

describe.each(releases)("what is accepted for %s", (release) => {
  test("no block brings an error", async () => {
    const { items, accepted } = await suggestions(kong(release, "<|>"));
    for (const { label } of items.filter(({ kind }) => kind === SNIPPET))
      expect.soft(await errorsIn(written(accepted(label))), label).toEqual([]);
  });

  test.each([
    ["kong.conf", "/ws/kong.conf", ""],
    ["variables", "/ws/kong.env", "KONG_"],
  ])("no name in %s brings a default that is an error", async (_, path, typed) => {
    const { items, accepted } = await suggestions(kong(release, `${typed}<|>`), { path });
    const plain = await suggestions(kong(release, `${typed}<|>`), { path, context: WITHOUT_SNIPPETS });
    const texts = [
      ...items.filter(({ kind }) => kind === PROPERTY).map(({ label }) => written(accepted(label))),
      ...plain.items.filter(({ kind }) => kind === PROPERTY).map(({ label }) => plain.accepted(label)),
    ];
    expect(texts.length).toBeGreaterThan(50);
    for (const text of new Set(texts))
      if (!isEmptyOrAlone(text)) expect.soft(await errorsIn(text, path), text).toEqual([]);
  });
});
