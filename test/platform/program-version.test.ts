import { expect, test } from "vitest";
import { newestRelease } from "../../schemas/known-releases.ts";
import { describeVersion } from "../../server/platform/program-version.ts";
import { thisVersion } from "../../tools/build/program-version.ts";

test("a build knows its version, commit, the newest Kong and the date of the data", () => {
  const built = thisVersion();
  expect(built.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(built.newestKong).toEqual({
    oss: newestRelease("oss").version,
    enterprise: newestRelease("enterprise").version,
  });
  expect(built.dataDate).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(Date.parse(built.dataDate ?? "")).toBeLessThanOrEqual(Date.now());
});

test("it says so in one line", () => {
  const newestKong = { oss: "3.9.3", enterprise: "3.15" };
  expect(
    describeVersion({ version: "1.2.3", commit: "0123456789ab", newestKong, dataDate: "2026-11-23" }),
  ).toBe("1.2.3 (commit 0123456789ab, Kong up to 3.9.3 and Enterprise 3.15, data of 2026-11-23)");
});

test("what is not known is left out", () => {
  const nothing = { commit: undefined, newestKong: undefined, dataDate: undefined };
  expect(describeVersion({ version: "1.2.3", ...nothing })).toBe("1.2.3");
});
