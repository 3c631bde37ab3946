import { describe, expect, test } from "vitest";
import { knownReleases, newestRelease } from "../../schemas/catalog.ts";
import type { Edition, Release } from "../../schemas/release.ts";
import { lintText } from "../../server/index.ts";

const text =
  "log_level = wurn\nbrand_new = 5\nproxy_listen = 0.0.0.0:8000 quic\ntrusted_ips = 10.0.0.0/99\npg_ssl = yes\n";

async function severitiesAt(
  release: Release,
  severities?: ReadonlyMap<string, "error">,
): Promise<Set<string>> {
  const report = await lintText("kong.conf", text, "kong-conf", {
    release: { flag: release },
    ...(severities && { severities }),
  });
  return new Set(report.findings.map(({ severity }) => severity));
}

describe.each(["oss", "enterprise"] as const)(
  "a release of %s that is newer than the facts",
  (edition: Edition) => {
    const [major = "0"] = newestRelease(edition).version.split(".");
    const newer: Release = { edition, version: `${Number(major) + 1}.0` };

    test("makes no errors", async () => {
      expect(await severitiesAt(newestRelease(edition))).toContain("error");
      expect(await severitiesAt(newer)).not.toContain("error");
      expect(await severitiesAt(newer)).toContain("warning");
    });

    test("makes those that settings ask for", async () => {
      expect(await severitiesAt(newer, new Map([["schema/enum-value", "error"]]))).toContain("error");
    });
  },
);

test("an unknown release between known ones makes errors", async () => {
  const between: Release = { edition: "oss", version: "3.4.99" };
  expect(knownReleases("oss")).not.toContainEqual(between);
  expect(await severitiesAt(between)).toContain("error");
});
