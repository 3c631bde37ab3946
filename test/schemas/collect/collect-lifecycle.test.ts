import { expect, it } from "vitest";
import { collectLifecycle } from "../../../tools/collect/collect-lifecycle.ts";
import { madeUpPortal, treeOf } from "./made-up-kong.ts";

it("collects the days that are settled, and the releases that fix a vulnerability", () => {
  const changelog =
    "## Unreleased\n- CVE-2099-22222\n\n## 9.0.0\n- CVE-2099-11111\n\n## [8.0.1]\n- CVE-2099-12345\n";
  const found = collectLifecycle(treeOf(madeUpPortal), treeOf({ "CHANGELOG.md": changelog }));
  expect(found.enterprise).toEqual({
    "9.0": { released: "2098-01-02", endOfSupport: "2099-01-02", endOfSunset: "2100-01-02", lts: true },
    "9.1": { released: "2099-01-02" },
  });
  expect(found.fixes).toEqual({
    "CVE-2099-11111": { oss: ["9.0.0"], enterprise: [] },
    "CVE-2099-12345": { oss: ["8.0.1"], enterprise: ["9.1.0.2"] },
  });
});
