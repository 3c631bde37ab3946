import { expect, test, vi } from "vitest";
import { folderWith, kongLint } from "./run-cli.ts";

vi.mock("../../server/rules/registry.ts", async (original) => {
  const { rules } = await original<typeof import("../../server/rules/registry.ts")>();
  const broken = {
    id: "schema/always-broken",
    summary: "breaks",
    severity: "error",
    check() {
      throw new TypeError("secret hunter2secret");
    },
  };
  return { rules: [broken, ...rules] };
});

test("a rule that breaks is reported, the other findings too, and the exit code is 3", async () => {
  const folder = folderWith({ "kong.conf": "no_such = 1\npg_password = hunter2secret\n" });
  const { code, stdout, stderr } = await kongLint(folder, [
    "--kong-version",
    "3.9",
    "--format",
    "compact",
    "kong.conf",
  ]);
  expect(code).toBe(3);
  expect(stdout).toContain("The rule schema/always-broken failed on this file (TypeError)");
  expect(stdout).toContain("schema/unknown-property");
  expect(stdout + stderr).not.toMatch(/hunter2|\n\s+at /);
});
