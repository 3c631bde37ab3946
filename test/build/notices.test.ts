import { expect, test } from "vitest";
import type { BundledPackage } from "../../tools/build/bundled-packages.ts";
import { noticesText } from "../../tools/build/notices.ts";

function bundled(name: string, notices: readonly string[], homepage?: string): BundledPackage {
  return { name, version: "1.0.0", license: "MIT", homepage, notices, integrity: undefined };
}

test("each text is there once, under the names of all packages that ask for it", () => {
  const text = noticesText([
    bundled("a", ["of A and C\n"], "https://a.test"),
    bundled("b", ["of B\n", "also of B\n"]),
    bundled("c", ["of A and C\n"]),
  ]);
  expect(text).toContain("following 3 packages");
  expect(text.split("of A and C")).toHaveLength(2);
  expect(text).toMatch(/-\na 1\.0\.0 \(MIT\)\nhttps:\/\/a\.test\nc 1\.0\.0 \(MIT\)\n-+\n\nof A and C\n/);
  expect(text).toMatch(/-\nb 1\.0\.0 \(MIT\)\n-+\n\nof B\n\nalso of B\n$/);
});
