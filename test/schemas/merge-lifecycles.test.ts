import { expect, it } from "vitest";
import type { LifecycleFile } from "../../schemas/lifecycle/lifecycle-file.ts";
import { lifecycleChanges, mergeLifecycles } from "../../tools/facts/merge-lifecycles.ts";

const known: LifecycleFile = {
  sources: ["a"],
  enterprise: { "3.9": { endOfSupport: "2025-12-12" }, "3.10": { endOfSupport: "2028-03-30" } },
  fixes: { "CVE-2023-44487": { oss: ["3.4.2"], enterprise: [] } },
};

const collected: LifecycleFile = {
  sources: ["a", "b"],
  enterprise: { "3.10": { endOfSupport: "2028-03-31" }, "3.11": { released: "2025-07-03" } },
  fixes: {
    "CVE-2023-44487": { oss: ["3.5.0"], enterprise: ["3.4.1.1"] },
    "CVE-2023-1111": { oss: [], enterprise: ["3.10.0.1"] },
  },
};

it("keeps what is not told any more, takes what is told anew, and says what changed", () => {
  const merged = mergeLifecycles(known, collected);
  expect(merged).toEqual({
    sources: ["a", "b"],
    enterprise: {
      "3.9": { endOfSupport: "2025-12-12" },
      "3.10": { endOfSupport: "2028-03-31" },
      "3.11": { released: "2025-07-03" },
    },
    fixes: {
      "CVE-2023-1111": { oss: [], enterprise: ["3.10.0.1"] },
      "CVE-2023-44487": { oss: ["3.4.2", "3.5.0"], enterprise: ["3.4.1.1"] },
    },
  });
  expect(Object.keys(merged.enterprise)).toEqual(["3.9", "3.10", "3.11"]);
  expect(lifecycleChanges(known, merged)).toEqual([
    "~ Enterprise 3.10: supported until 2028-03-31",
    "~ Enterprise 3.11: released 2025-07-03",
    "+ CVE-2023-1111 is fixed in 3.10.0.1",
    "~ CVE-2023-44487 is fixed in 3.5.0, 3.4.1.1",
  ]);
  expect(lifecycleChanges(merged, mergeLifecycles(merged, collected))).toEqual([]);
});
