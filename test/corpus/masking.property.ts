import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { decodeText } from "../../grammar/text/decode-text.ts";
import { memoryPlatform } from "../../server/platform/memory.ts";
import { nodeFiles } from "../../server/platform/node.ts";
import { root } from "../../tools/build/project.ts";
import { SAMPLES } from "../fuzz/samples.ts";
import { isTooMuch, type MaskedFile, type MaskingTally, maskingOf } from "./masking.ts";

/** Of all lines. Masking what is no secret costs a reader the sense of a report; a secret that shows costs more. */
const MOST_PERCENT = 1;

function expectFew(what: string, { files, lines, masked, over }: MaskingTally): void {
  const share = (over.length / lines) * 100;
  console.log(
    `${what}: ${files} files, ${masked} of ${lines} lines have something masked, ${over.length} too much (${share.toFixed(3)} %)`,
  );
  for (const each of over) console.log(`  ${each}`);
  expect(share).toBeLessThan(MOST_PERCENT);
}

describe("more than secrets is masked on hardly any line", () => {
  test("of the files of this repository", async () => {
    const folders = ["fixtures", "rules/quiet", "corpus/containers/fixtures", "upgrade/fixtures"];
    const files = folders.flatMap((folder) => filesBelow(join(root, "test", folder)));
    const tally = await maskingOf(files, nodeFiles);
    expect(tally.lines).toBeGreaterThan(1000);
    expectFew("files of the repository", tally);
  });

  test("of a text of every format", async () => {
    const samples = Object.entries(SAMPLES).flatMap(([format, all]) =>
      all.map((sample, at) => ({ sample, folder: `/${format}-${at}` })),
    );
    const files = samples.flatMap(({ sample: { path, text, files = {} }, folder }) =>
      Object.entries({ ...files, [path]: text }).map(([name, content]) => [join(folder, name), content]),
    );
    const named = samples.map(({ sample, folder }): MaskedFile => {
      const path = join(folder, sample.path);
      return { id: path, path };
    });
    expectFew(
      "texts of every format",
      await maskingOf(named, memoryPlatform({ files: Object.fromEntries(files) }).files),
    );
  });

  const corpus = join(root, "../shared/corpus");
  const isHere = existsSync(join(corpus, "index.json"));
  if (!isHere) console.log("skipped: masking of the labelled corpus (../shared/corpus is not here)");
  test.skipIf(!isHere)("of the labelled corpus", async () => {
    const index: readonly { readonly file: string; readonly path: string }[] = JSON.parse(
      readFileSync(join(corpus, "index.json"), "utf8"),
    );
    // A file counts under the name that it had: the names of the corpus are numbers.
    const files = index.map(({ file, path }) => ({
      id: file,
      path: `/${file.replace(/\W/g, "-")}/${basename(path)}`,
      text: decodeText(readFileSync(join(corpus, file))).text,
    }));
    const { files: machine } = memoryPlatform({
      files: Object.fromEntries(files.map(({ path, text }) => [path, text])),
    });
    expectFew("labelled corpus", await maskingOf(files, machine));
  });
});

test.each([
  ["secret --name kong", "docker run -e KONG_PG_PASSWORD=secret --name kong", true],
  ["secret KONG_DATABASE=off", "KONG_PG_PASSWORD=secret KONG_DATABASE=off", true],
  ["off", "database = off", true],
  ["localhost", "# pg_host = localhost", true],
  ["8443", "- KONG_PG_PORT=8443", true],
  ["hunter2", "pg_password = hunter2", false],
  ["off", "pg_password = off", false],
  ["secret", "pg_host = postgres://kong:secret@db/kong", false],
])("whether %j is too much of %j", (piece, line, expected) => {
  expect(isTooMuch(piece, line)).toBe(expected);
});

function filesBelow(folder: string): readonly MaskedFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ id: path.slice(root.length + 1), path }));
}
