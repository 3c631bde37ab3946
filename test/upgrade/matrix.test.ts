import { describe, expect, test } from "vitest";
import { knownReleases, newestRelease } from "../../schemas/catalog.ts";
import { parseRelease, type Release } from "../../schemas/release.ts";
import { matrixTable } from "../../server/cli/matrix-table.ts";
import { pageOf, plainPage } from "../../server/report/page.ts";
import { styleFor } from "../../server/report/style.ts";
import { matrixJson } from "../../server/upgrade/matrix-json.ts";
import { matrixMarkdown } from "../../server/upgrade/matrix-markdown.ts";
import { type MatrixRow, type ReleaseMatrix, releaseMatrix } from "../../server/upgrade/release-matrix.ts";
import { folderWith, kongLint } from "../cli/run-cli.ts";
import { linkedOf } from "../sources.ts";
import { readUnit, release } from "./upgrade-pairs.ts";

function matrixOf(text: string, base: string): Promise<ReleaseMatrix> {
  const unit = readUnit(text);
  return releaseMatrix(linkedOf(unit), unit, release(base));
}

function rowOf({ rows }: ReleaseMatrix, version: string): MatrixRow {
  const row = rows.find((each) => each.release.version === version);
  return row ?? expect.fail(`no row for ${version}`);
}

const wanted = (text: string): Release | undefined => parseRelease(text);

describe("the matrix of a configuration", () => {
  test("has every release of the edition, oldest first", async () => {
    const { rows } = await matrixOf("log_level = warn\n", "oss@3.4.2");
    expect(rows.map((row) => row.release)).toEqual(knownReleases("oss"));
  });

  test("tells a release that does not start, and the line", async () => {
    const matrix = await matrixOf("log_level = notice\ndatabase = cassandra\n", "oss@3.3.1");
    expect(rowOf(matrix, "3.3.1")).toMatchObject({ starts: true, differences: [] });
    expect(rowOf(matrix, "3.4.0")).toMatchObject({
      starts: false,
      refusals: [{ property: "database", line: 2 }],
    });
    expect(matrix.firstBreaking).toEqual(wanted("oss@3.4.0"));
    expect(matrix.lastSafe).toEqual(wanted("oss@3.3.1"));
  });

  test("tells settings that another release ignores, honors or reads as another value", async () => {
    const text = "admin_gui_listen = 127.0.0.1:8002\npg_password = a\\#b#c\nupstream_keepalive = 30\n";
    const matrix = await matrixOf(text, "oss@3.4.2");
    expect(rowOf(matrix, "3.3.1").differences).toEqual([
      { property: "admin_gui_listen", line: 1, kind: "ignored" },
    ]);
    expect(rowOf(matrix, "3.1.1").differences.map(({ property }) => property)).toContain("pg_password");
    expect(rowOf(matrix, "1.5.1").differences).toContainEqual({
      property: "upstream_keepalive",
      line: 3,
      kind: "honored",
    });
    expect(matrix.firstSafe).toEqual(wanted("oss@3.4.0"));
  });

  test("says that a release for which the file is does not start itself", async () => {
    const matrix = await matrixOf("log_level = wurn\n", "oss@3.4.2");
    expect(matrix.lastSafe).toBeUndefined();
    expect(matrix.firstBreaking).toEqual(wanted("oss@3.4.2"));
    expect(matrixTable(matrix, "said so", plainPage)).toContain("does not start with it");
  });

  test("breaks nowhere where nothing does", async () => {
    const matrix = await matrixOf("log_level = warn\n", "enterprise@3.4");
    expect(matrix.firstBreaking).toBeUndefined();
    expect(matrix.lastSafe).toEqual(newestRelease("enterprise"));
  });

  test("takes what is known at run time only for no difference", async () => {
    const { rows } = await matrixOf("pg_password = ${PASSWORD}\n", "oss@3.9.3");
    expect(rows.flatMap((row) => row.differences)).toEqual([]);
  });

  test("knows until when Enterprise lines are supported", async () => {
    const matrix = await matrixOf("log_level = warn\n", "enterprise@3.4");
    expect(rowOf(matrix, "3.9").support).toMatchObject({ endOfSupport: "2025-12-12" });
    expect(rowOf(matrix, "3.10").support?.lts).toBe(true);
  });
});

describe("the reports of a matrix", () => {
  const text = "database = cassandra\npg_password = hush#hush\n";

  test("put neighbours together and mark the release of the file", async () => {
    const shown = matrixTable(await matrixOf(text, "oss@3.3.1"), "from --kong-version", plainPage);
    expect(shown).toMatch(/^\* 3\.3\.1 .* same$/m);
    expect(shown).toMatch(/^ {2}3\.4\.0 – \S+ +refuses +database \(line 1\)$/m);
    expect(shown).toContain(
      "The first release that breaks it: Kong 3.4.0.\nThe last one that is safe: Kong 3.3.1.\n",
    );
  });

  test("are colored only where color is asked for", async () => {
    const matrix = await matrixOf(text, "oss@3.3.1");
    expect(matrixTable(matrix, "", pageOf(styleFor(true, false), undefined))).toContain(
      "\u001b[1;31mrefuses",
    );
    expect(matrixTable(matrix, "", plainPage)).not.toContain("\u001b");
  });

  test("are JSON with every release, and Markdown", async () => {
    const matrix = await matrixOf(text, "oss@3.3.1");
    const json = JSON.parse(matrixJson(matrix));
    expect(json.releases).toHaveLength(knownReleases("oss").length);
    expect(json).toMatchObject({ version: 1, base: "oss@3.3.1", firstBreaking: "oss@3.4.0" });
    expect(matrixMarkdown(matrix)).toMatch(/^\| \*\*3\.3\.1\*\* \| ✅ reads it the same \|/m);
  });

  test("show no value of a setting", async () => {
    const matrix = await matrixOf(text, "oss@3.3.1");
    for (const shown of [matrixJson(matrix), matrixMarkdown(matrix), matrixTable(matrix, "", plainPage)])
      expect(shown).not.toContain("hush");
  });
});

describe("kong-lint matrix", () => {
  const folder = () => folderWith({ "kong.conf": "database = cassandra\n" });

  test("takes one file and a release", async () => {
    const { code, stdout } = await kongLint(folder(), ["matrix", "--kong-version", "2.8", "kong.conf"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^kong\.conf {2}Kong 2\.8\.5, from --kong-version\n/);
  });

  test.each([
    [["matrix"], "`kong-lint matrix` expects one FILE (or `-`)"],
    [["matrix", "none.conf"], "none.conf"],
    [["matrix", "--format", "sarif", "kong.conf"], "expected pretty, markdown or json"],
  ])("%j is refused in one line", async (argv, message) => {
    const { code, stderr } = await kongLint(folder(), argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
