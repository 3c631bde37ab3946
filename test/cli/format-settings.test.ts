import { describe, expect, test } from "vitest";
import { formatNames } from "../../server/formats/format-names.ts";
import { folderWith, kongLint } from "./run-cli.ts";

const WRONG = "KONG_DATABASE=postgress\n";

function settings(formats: Readonly<Record<string, string>>) {
  return { ".kong-lint.json": JSON.stringify({ formats }) };
}

describe("the setting `formats`", () => {
  test("has files of any name read in the format that it names", async () => {
    const folder = folderWith({ ...settings({ "deploy/*.txt": "dotenv" }), "deploy/gateway.txt": WRONG });
    const { code, stdout } = await kongLint(folder, ["."]);
    expect(code).toBe(1);
    expect(stdout).toContain("deploy/gateway.txt");
  });

  test("wins over the name of a file", async () => {
    const files = { ...settings({ "kong.conf": "dotenv" }), "kong.conf": WRONG };
    const { stdout } = await kongLint(folderWith(files), ["--format", "json", "kong.conf"]);
    expect(JSON.parse(stdout).files[0].findings).toMatchObject([
      { rule: "schema/enum-value", property: "database" },
    ]);
  });

  test("`off` leaves files alone, and says so where they are named", async () => {
    const files = {
      ...settings({ "docs/**": "off" }),
      "docs/kong.env": WRONG,
      "kong.env": "KONG_PREFIX=/k\n",
    };
    const folder = folderWith(files);
    expect((await kongLint(folder, ["."])).code).toBe(0);
    const { code, stderr } = await kongLint(folder, ["docs/kong.env"]);
    expect(code).toBe(0);
    expect(stderr).toContain("docs/kong.env is skipped: `formats` of .kong-lint.json, docs/**: off");
    expect((await kongLint(folder, ["--list-files", "."])).stdout).toContain("docs/**: off");
  });

  test("a later pattern wins over an earlier one", async () => {
    const files = { ...settings({ "*.txt": "off", "gateway.txt": "dotenv" }), "gateway.txt": WRONG };
    expect((await kongLint(folderWith(files), ["."])).code).toBe(1);
  });

  test("a wrong name is one error that lists the formats", async () => {
    const files = { ...settings({ "*.txt": "kongconf" }), "kong.conf": "" };
    const { code, stderr } = await kongLint(folderWith(files), ["kong.conf"]);
    expect(code).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(`\`formats.*.txt\` must be one of ${[...formatNames, "off"].join(", ")}`);
  });

  test("other commands read the file in the same format", async () => {
    const files = { ...settings({ "gateway.txt": "dotenv" }), "gateway.txt": "KONG_LOG_LEVEL=info\n" };
    const { stdout } = await kongLint(folderWith(files), ["effective", "--format", "json", "gateway.txt"]);
    expect(JSON.parse(stdout).values.log_level).toBe("info");
  });

  test("--print-config tells where it comes from", async () => {
    const files = { ...settings({ "*.txt": "dotenv" }), "gateway.txt": WRONG };
    const { stdout } = await kongLint(folderWith(files), ["--print-config", "gateway.txt"]);
    expect(stdout).toMatch(/formats\.\*\.txt +dotenv +\.kong-lint\.json:1/);
  });
});

describe("a settings file that is named", () => {
  test("is checked, and is no configuration of Kong", async () => {
    const folder = folderWith({ ".kong-lint.json": '{"release": "3.9"}' });
    const { code, stderr } = await kongLint(folder, [".kong-lint.json"]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "kong-lint: .kong-lint.json is a settings file of kong-lint, not of Kong, and it is valid\n",
    });
  });

  test("says what is wrong with it", async () => {
    const folder = folderWith({ ".kong-lint.yaml": "relaese: '3.9'\n" });
    const { code, stderr } = await kongLint(folder, [".kong-lint.yaml"]);
    expect(code).toBe(2);
    expect(stderr).toContain("unknown setting `relaese`; did you mean `release`?");
  });
});
