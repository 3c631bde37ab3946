import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SETTINGS_NAMES } from "../../server/settings/discover-settings.ts";
import { folderWith, kongLint } from "./run-cli.ts";

/** The file with every example uncommented. */
function uncommented(text: string): string {
  return text
    .split("\n")
    .map((line) => (/^ {2}\/\/ (?:"|[ \]}])/.test(line) ? line.replace("// ", "") : line))
    .join("\n");
}

describe("kong-lint init", () => {
  test("writes a settings file that sets nothing and is valid", async () => {
    const folder = folderWith({ "kong.conf": "pg_prt = 1\n" });
    const before = await kongLint(folder, ["--format", "json", "kong.conf"]);
    const { code, stdout, stderr } = await kongLint(folder, ["init"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("Wrote .kong-lint.json");
    expect(await kongLint(folder, ["--format", "json", "kong.conf"])).toEqual(before);
    const { stderr: said } = await kongLint(folder, [".kong-lint.json"]);
    expect(said).toContain("is valid");
  });

  test("every example in it can be used as it is", async () => {
    const folder = folderWith({});
    await kongLint(folder, ["init"]);
    const path = join(folder, ".kong-lint.json");
    const text = uncommented(readFileSync(path, "utf8"));
    expect(text).toMatch(/^ {2}"release": "/m);
    writeFileSync(path, text);
    const { stderr } = await kongLint(folder, [".kong-lint.json"]);
    expect(stderr).toContain("is valid");
  });

  test("writes into the folder that is named", async () => {
    const folder = folderWith({ "gateway/kong.conf": "log_level = notice\n" });
    expect((await kongLint(folder, ["init", "gateway"])).code).toBe(0);
    expect(readFileSync(join(folder, "gateway/.kong-lint.json"), "utf8")).toContain('// "release"');
  });

  test.each(SETTINGS_NAMES)("never changes an existing %s", async (name) => {
    const folder = folderWith({ [name]: "{}" });
    const { code, stdout, stderr } = await kongLint(folder, ["init"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(`kong-lint: ${name} already exists; nothing was written\n`);
    expect(readFileSync(join(folder, name), "utf8")).toBe("{}");
  });

  test("writes nothing through a link that leads nowhere", async () => {
    const folder = folderWith({});
    symlinkSync("elsewhere.json", join(folder, ".kong-lint.json"));
    expect((await kongLint(folder, ["init"])).code).toBe(2);
  });
});
