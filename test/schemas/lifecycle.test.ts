import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import lifecycle from "../../schemas/lifecycle/lifecycle.json" with { type: "json" };
import { releaseLife } from "../../schemas/lifecycle/lifecycle.ts";
import { parseRelease } from "../../schemas/release.ts";
import { lifecyclePath } from "../../tools/facts/facts-path.ts";
import { formatFacts } from "../../tools/facts/format-facts.ts";

function life(text: string) {
  const release = parseRelease(text);
  if (release === undefined) throw new Error(text);
  return releaseLife(release);
}

const idsOf = (fixes: readonly { readonly id: string }[]) => fixes.map(({ id }) => id);

describe("the life of a release", () => {
  it("has the dates that are published, of Enterprise", () => {
    expect(life("enterprise@3.4").dates).toEqual({
      released: "2023-08-09",
      endOfSupport: "2026-08-31",
      endOfSunset: "2027-08-31",
      lts: true,
    });
    expect(life("enterprise@3.4.3.1").dates).toEqual(life("enterprise@3.4").dates);
    expect(life("oss@3.4.2").dates).toBeUndefined();
  });

  it("tells the fixes of later patches of the line, and none that a patch has", () => {
    expect(life("oss@3.4.1").laterPatches).toContainEqual({ id: "CVE-2023-44487", fixedIn: "3.4.2" });
    expect(idsOf(life("oss@3.4.2").laterPatches)).not.toContain("CVE-2023-44487");
    expect(life("enterprise@3.10.0.9").laterPatches).not.toContainEqual(
      expect.objectContaining({ fixedIn: "3.10.0.9" }),
    );
    expect(life("enterprise@3.10.0.8").laterPatches).toContainEqual(
      expect.objectContaining({ fixedIn: "3.10.0.9" }),
    );
  });

  it("takes a line without a patch for any of its patches", () => {
    expect(life("enterprise@3.10").laterPatches).toContainEqual(
      expect.objectContaining({ fixedIn: "3.10.0.9" }),
    );
  });

  it("takes lines that began after a fix to have it", () => {
    const all = (text: string) => idsOf([...life(text).laterPatches, ...life(text).otherLines]);
    expect(all("oss@3.6.1")).not.toContain("CVE-2023-44487");
    expect(all("enterprise@99.0")).toEqual([]);
  });

  it("tells fixes that only other lines are said to have", () => {
    expect(life("oss@3.3.1").otherLines).toContainEqual({ id: "CVE-2023-44487", fixedIn: "3.4.2" });
  });

  it("names its sources", () => {
    expect(life("oss@3.9.3").sources.join()).toContain("CHANGELOG.md");
    expect(life("enterprise@3.9").sources.join()).toContain("developer.konghq.com");
  });
});

it("the file is as the tools write it", () => {
  expect(formatFacts(lifecycle, 2)).toBe(readFileSync(lifecyclePath, "utf8"));
});

it("every day is one, and every vulnerability has a number", () => {
  for (const [line, dates] of Object.entries(lifecycle.enterprise))
    for (const [key, day] of Object.entries(dates))
      if (key !== "lts") expect(day, `${line} ${key}`).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  for (const id of Object.keys(lifecycle.fixes)) expect(id).toMatch(/^CVE-\d{4}-\d{4,}$/);
});
