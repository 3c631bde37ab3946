import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { amount, sample } from "../../depth.ts";
import fc from "../../fast-check.ts";
import { compareScopes } from "./agreement.ts";
import { scopeLines } from "./registry.ts";

const fixtures = fileURLToPath(new URL("fixtures/", import.meta.url));
const corpus = fileURLToPath(new URL("../../../../shared/corpus/conf/", import.meta.url));

/** The files of a folder as an editor opens them: UTF-16 by its mark, else UTF-8. */
function textsOf(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".conf"))
    .map((name) => {
      const bytes = readFileSync(`${folder}${name}`);
      const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
      return [name, bytes.toString(wide ? "utf16le" : "utf8")] as const;
    });
}

describe("scopes and tokens agree", () => {
  test.each(textsOf(fixtures))("on %s", async (_name, text) => {
    const { compared, differences } = await compareScopes(text);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(50);
  });

  test.skipIf(!existsSync(corpus))("on every file of the corpus (../shared/corpus)", async () => {
    const texts = textsOf(corpus);
    expect(texts.length).toBeGreaterThan(100);
    let compared = 0;
    let templated = 0;
    for (const [name, text] of sample(texts)) {
      // Editors end a line at a lone CR, Kong does not.
      if (/\r(?!\n)/.test(text)) {
        console.log(`skipped: ${name} has a CR that ends no line for Kong`);
        continue;
      }
      const agreement = await compareScopes(text);
      expect([name, agreement.differences]).toEqual([name, []]);
      compared += agreement.compared;
      templated += agreement.templated;
    }
    console.log(
      `${sample(texts).length} files: ${compared} characters agree, ${templated} of template lines left out`,
    );
  });

  test("on any lines", async () => {
    const piece = fc.constantFrom(
      "a",
      "b_c",
      "=",
      " = ",
      "#",
      " #",
      "\\#",
      "\\",
      "\\ ",
      "\n",
      "\n\n",
      "\r\n",
    );
    const more = fc.constantFrom(
      "\t",
      ";",
      "[",
      "]",
      " ",
      "on",
      ",",
      "{vault://env/x}",
      "'",
      '"',
      "1.2.3.4:80",
      "ssl",
    );
    const text = fc.array(fc.oneof(piece, more), { maxLength: 30 }).map((pieces) => pieces.join(""));
    await fc.assert(
      fc.asyncProperty(text, async (source) => {
        // A header that a backslash joins to nothing is no header for Kong; only the end of the file tells.
        fc.pre(!/(?:^|\n)\[[^\n]*\\[\t ]*\r?(?:\n(?:[\t ]*(?:[#;][^\n]*)?\r?))*$/.test(source));
        // A line that is a backslash alone leaves the beginning of the next line a beginning: a bracket there is a header.
        fc.pre(!/(?:^|\n)\\[\t ]*\r?\n/.test(source));
        expect((await compareScopes(source)).differences).toEqual([]);
      }),
      { numRuns: amount(2000) },
    );
  });
});

/** Kong changed its rule for `#` with 3.2, and a file need not say its release: the grammar follows the newer rule. */
describe("comments are those of Kong 3.2 and later", () => {
  const commentsOf = async (line: string) =>
    (await scopeLines(line))
      .flatMap(({ spans }) => spans)
      .filter(({ scopes }) => scopes.some((name) => name.startsWith("comment.")))
      .map(({ text }) => text)
      .join("");
  const lostOf = async (line: string) =>
    (await scopeLines(line))
      .flatMap(({ spans }) => spans)
      .filter(({ scopes }) => scopes.includes("invalid.illegal.lost.kong-conf"))
      .map(({ text }) => text)
      .join("");

  test("a sign that begins the value: a comment from 3.2 on, kept from 0.10.4 to 3.1", async () => {
    expect(await commentsOf("pg_password = #secret")).toBe("#secret");
    expect(await commentsOf("pg_password =#secret")).toBe("#secret");
  });

  test("a sign behind a blank: a comment in every release", async () => {
    expect(await commentsOf("pg_host = db # the first")).toBe("# the first");
  });

  test("a sign inside a word ends the value in every release; that is shown as lost, not as a comment", async () => {
    expect(await lostOf("pg_password = pass#word more # why")).toBe("#word more");
    expect(await commentsOf("pg_password = pass#word more # why")).toBe("# why");
  });

  test("a backslash keeps the sign from 0.10.4 on", async () => {
    expect(await commentsOf("pg_password = \\#secret")).toBe("");
    expect(await lostOf("pg_password = a\\#secret")).toBe("");
  });
});
