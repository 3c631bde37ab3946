import { expect, onTestFinished, test, vi } from "vitest";
import { rules } from "../../server/rules/registry.ts";
import { folderWith, kongLint } from "./run-cli.ts";

test("a rule that breaks is reported, the other findings too, and the exit code is 3", async () => {
  const rule = rules.find(({ id }) => id === "syntax/hash-in-value");
  if (rule?.check === undefined) throw new Error("the rule has another name");
  const broken = vi
    .spyOn(rule as { check: NonNullable<typeof rule.check> }, "check")
    .mockImplementation(() => {
      throw new TypeError("secret hunter2secret");
    });
  onTestFinished(() => broken.mockRestore());
  const folder = folderWith({ "kong.conf": "no_such = 1\npg_password = hunter2secret\n" });
  const { code, stdout, stderr } = await kongLint(folder, [
    "--kong-version",
    "3.9",
    "--format",
    "compact",
    "kong.conf",
  ]);
  expect(code).toBe(3);
  expect(stdout).toContain("The rule syntax/hash-in-value failed on this file (TypeError)");
  expect(stdout).toContain("schema/unknown-property");
  expect(stdout + stderr).not.toMatch(/hunter2|\n\s+at /);
});
