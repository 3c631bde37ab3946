import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, kongLint } from "../cli/run-cli.ts";

const file = { "kong.conf": "custom_plugins = mine\npg_user = kong\n" };

test.each([
  ["3.4", "2.8", "kong-lint: --to must be newer than --from, and Kong 2.8.5 is not newer than Kong 3.4.2\n"],
  [
    "enterprise@3.10",
    "oss@3.4",
    "kong-lint: --to must be newer than --from, and Kong 3.4.2 is not newer than Kong Enterprise 3.10\n",
  ],
  [
    "enterprise@0.37",
    "enterprise@1.3",
    "kong-lint: --from enterprise@0.37: Kong Enterprise 0.37 is unknown; did you mean enterprise@0.36 or enterprise@1.3?\n",
  ],
  ["0.33", "0.34", "kong-lint: --from 0.33: Kong 0.33 is unknown; did you mean enterprise@0.33?\n"],
  ["enterprise@0.33", "entreprise@0.34", "kong-lint: --to entreprise@0.34: did you mean enterprise@0.34?\n"],
  [
    "3.4",
    "four",
    "kong-lint: --to four: expected a release such as 3.9, oss@3.9.3, enterprise@0.34 or latest\n",
  ],
])("from %s to %s is refused in one line", async (from, to, line) => {
  const { code, stdout, stderr } = await kongLint(folderWith(file), [
    "upgrade",
    "--from",
    from,
    "--to",
    to,
    "kong.conf",
  ]);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: line });
});

test.each([
  ["oss@3.4", "enterprise@3.10"],
  ["enterprise@2.8", "oss@3.4"],
  ["oss@3.4", "enterprise@3.4"],
])("from %s to %s crosses editions", async (from, to) => {
  const { code, stderr } = await kongLint(folderWith(file), [
    "upgrade",
    "--from",
    from,
    "--to",
    to,
    "kong.conf",
  ]);
  expect(stderr).toBe("");
  expect(code).toBeLessThan(2);
});

test.each([
  [
    "an image",
    {
      "compose.yml":
        "services:\n  kong:\n    image: kong:0.14.1\n    environment:\n      KONG_CUSTOM_PLUGINS: mine\n",
    },
  ],
  ["a comment", { "kong.conf": `# kong-lint: kong=oss@0.14.1\n${file["kong.conf"]}` }],
  ["the settings", { ...file, ".kong-lint.json": '{ "release": "oss@0.14.1" }' }],
])("without --from, %s tells the release", async (_, files) => {
  const [path = ""] = Object.keys(files);
  const { code, stdout, stderr } = await kongLint(folderWith(files), ["upgrade", "--to", "1.0", path]);
  expect(stderr).toBe("");
  expect(stdout).toContain(`${path}: Kong 0.14.1 to Kong 1.0.4`);
  expect(stdout).toContain("custom_plugins");
  expect(code).toBe(1);
});

test.each([
  [
    "kong.conf",
    file,
    "kong.conf does not say which release of Kong it is for, so `kong-lint upgrade` requires --from, a release such as 2.8 or enterprise@0.34",
  ],
  [
    "compose.yml",
    {
      "compose.yml":
        "services:\n  old:\n    image: kong:2.8\n    environment: { KONG_DATABASE: postgres }\n  new:\n    image: kong:3.4\n    environment: { KONG_DATABASE: postgres }\n",
    },
    "compose.yml is for Kong 2.8.5 and Kong 3.4.2; choose one with --from",
  ],
])("without --from, %s that tells no single release is refused", async (path, files, line) => {
  const result = await kongLint(folderWith(files), ["upgrade", "--to", "3.9", path]);
  expect(result).toMatchObject({ code: 2, stdout: "", stderr: `kong-lint: ${line}\n` });
});

test("--write applies what is safe and prints what is left", async () => {
  const folder = folderWith(file);
  const result = await kongLint(folder, ["upgrade", "--from", "0.14", "--to", "1.0", "--write", "kong.conf"]);
  expect(readFileSync(join(folder, "kong.conf"), "utf8")).toContain("plugins = bundled, mine\n");
  expect(result.stderr).toContain("applied 1 edit to kong.conf");
  expect(result.code).toBe(0);
});
