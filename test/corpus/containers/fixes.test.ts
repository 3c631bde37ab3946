import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { environmentOf } from "./environments.ts";
import { differences, fixAndCompare } from "./fixes.ts";

const fixtures = fileURLToPath(new URL("fixtures", import.meta.url));

function copied(): string {
  const folder = mkdtempSync(join(tmpdir(), "kong-lint-fixes-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(fixtures, folder, { recursive: true });
  return folder;
}

describe("after all fixes, processes get what the fixes said and nothing else", () => {
  it.each([
    "map/compose.yaml",
    "dollar/compose.yaml",
    "list/docker-compose.yml",
    "layers/docker-compose.yml",
    "image/Dockerfile",
    "script/start.sh",
    "readme/README.md",
    "variables/kong.env",
    "chart/values.yaml",
  ])("%s", async (path) => {
    const folder = copied();
    expect(await fixAndCompare(folder, path)).toEqual([]);
    expect(readFileSync(join(folder, path), "utf8")).not.toBe(readFileSync(join(fixtures, path), "utf8"));
  });

  it("and what they did not say is told", async () => {
    const folder = copied();
    const before = await environmentOf(folder, "script/start.sh");
    if (before === undefined) throw new Error("no process");
    const [unit, ...others] = before.units;
    if (unit === undefined) throw new Error("no process");
    const [first, ...rest] = unit.variables;
    const after = { ...before, units: [{ ...unit, variables: rest }, ...others] };
    expect(differences(before, after, [])).toEqual([`${unit.id} ${first?.name}`]);
    expect(differences(before, { ...before, units: others }, [])).toHaveLength(1);
  });
});
