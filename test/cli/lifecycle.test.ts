import { describe, expect, test } from "vitest";
import { folderWith, kongLint } from "./run-cli.ts";

const files = { "kong.conf": "log_level = warn\n" };

describe("effective", () => {
  const argv = ["effective", "--kong-version", "enterprise@3.10.0.9", "kong.conf"];

  test("says nothing of support unless it is asked", async () => {
    expect((await kongLint(folderWith(files), argv)).stdout).not.toMatch(/supported|CVE/);
  });

  test("tells the end of support and the fixes that the patch lacks", async () => {
    const { code, stdout } = await kongLint(folderWith(files), [...argv, "--lifecycle"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Kong Enterprise 3.10.0.9: supported until 2028-03-31 (long-term)");
    expect(stdout).toContain("fixed in 3.10.0.14: CVE-2026-49975");
    expect(stdout).not.toContain("fixed in 3.10.0.9:");
  });

  test("tells it to programs", async () => {
    const { stdout } = await kongLint(folderWith(files), [...argv, "--lifecycle", "--format", "json"]);
    expect(JSON.parse(stdout).life.dates).toMatchObject({ endOfSupport: "2028-03-31", lts: true });
  });
});

describe("upgrade", () => {
  const argv = ["upgrade", "--from", "enterprise@3.9", "--to", "enterprise@3.10", "kong.conf"];

  test("says nothing of support unless it is asked", async () => {
    expect((await kongLint(folderWith(files), argv)).stdout).not.toMatch(/supported until|CVE/);
  });

  test.each(["pretty", "markdown"])("tells the life of both releases as %s", async (format) => {
    const { stdout } = await kongLint(folderWith(files), [...argv, "--lifecycle", "--format", format]);
    expect(stdout).toContain("Kong Enterprise 3.9: supported until 2025-12-12");
    expect(stdout).toContain("Kong Enterprise 3.10: supported until 2028-03-31");
  });

  test("tells it to programs", async () => {
    const { stdout } = await kongLint(folderWith(files), [...argv, "--lifecycle", "--format", "json"]);
    expect(JSON.parse(stdout).lives).toHaveLength(2);
  });
});

test("of open source it says that there are no dates", async () => {
  const argv = ["effective", "--lifecycle", "--kong-version", "3.4.1", "kong.conf"];
  const { stdout } = await kongLint(folderWith(files), argv);
  expect(stdout).toContain("Kong publishes no end of support for open-source releases");
  expect(stdout).toContain("fixed in 3.4.2: CVE-2023-44487");
});
