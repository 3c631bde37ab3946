import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lineDiff } from "../../server/report/line-diff.ts";
import { styleFor } from "../../server/report/style.ts";
import { unifiedDiff } from "../../server/report/unified-diff.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";

const plain = styleFor(false, false);
const side = (text: string, redacted = text) => ({ text, redacted });

describe("lineDiff", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 30 });

  test("applied to the first text it gives the second", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const result: string[] = [];
        let at = 0;
        for (const change of lineDiff(before, after)) {
          result.push(
            ...before.slice(at, change.beforeStart),
            ...after.slice(change.afterStart, change.afterEnd),
          );
          at = change.beforeEnd;
        }
        expect([...result, ...before.slice(at)]).toEqual(after);
      }),
      { numRuns: amount(1000) },
    );
  });

  test("says nothing of equal texts, and is small for small changes", () => {
    const before = Array.from({ length: 5000 }, (_, index) => `line ${index}`);
    const after = before.map((line, index) => (index === 17 || index === 4000 ? "new" : line));
    expect(lineDiff(before, before)).toEqual([]);
    expect(lineDiff(before, after)).toEqual([
      { beforeStart: 17, beforeEnd: 18, afterStart: 17, afterEnd: 18 },
      { beforeStart: 4000, beforeEnd: 4001, afterStart: 4000, afterEnd: 4001 },
    ]);
  });
});

describe("unifiedDiff", () => {
  test("is as diff -u writes it", () => {
    const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    expect(unifiedDiff("kong.conf", side(before), side(before.replace("5", "five")), plain)).toBe(
      "--- a/kong.conf\n+++ b/kong.conf\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
    );
  });

  test("tells a missing line break at the end", () => {
    expect(unifiedDiff("f", side("a"), side("a\n"), plain)).toBe(
      "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n",
    );
    expect(unifiedDiff("f", side(""), side("a\n"), plain)).toBe("--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+a\n");
  });

  test("shows the masked lines only", () => {
    const diff = unifiedDiff(
      "f",
      side("pg_password = hunter2\nx = 1\n", "pg_password = *******\nx = 1\n"),
      side("pg_password = hunter2\nx = 2\n", "pg_password = *******\nx = 2\n"),
      plain,
    );
    expect(diff).not.toContain("hunter2");
    expect(diff).toContain(" pg_password = *******\n-x = 1\n+x = 2\n");
  });

  test("what is masked cannot be applied", () => {
    const folder = mkdtempSync(join(tmpdir(), "kong-lint-"));
    const before = "#\nKONG_PG_PASSWORD=x\nKONG_A=1\n";
    const after = "export KONG_PG_PASSWORD=x\nKONG_A=1\n";
    const masked = (text: string) => text.replace("PASSWORD=x", "PASSWORD=*");
    const programs: readonly [string, readonly string[]][] = [
      ["git", ["apply", "-"]],
      ["patch", ["-p1", "--force"]],
    ];
    for (const [program, argv] of programs) {
      if (spawnSync(program, ["--version"]).error !== undefined) continue;
      const apply = (old: string, fresh: string, redact = (text: string) => text) => {
        writeFileSync(join(folder, "f"), old);
        const input = unifiedDiff("f", side(old, redact(old)), side(fresh, redact(fresh)), plain);
        const { status } = spawnSync(program, argv, { cwd: folder, input });
        return { applied: status === 0, text: readFileSync(join(folder, "f"), "utf8") };
      };
      expect(apply(before, after, masked)).toEqual({ applied: false, text: before });
      // A line that is new, in the middle of lines that are not masked.
      expect(apply("1\n2\n", "1\nKONG_PG_PASSWORD=x\n2\n", masked)).toEqual({
        applied: false,
        text: "1\n2\n",
      });
      expect(apply(before, after)).toEqual({ applied: true, text: after });
    }
    rmSync(folder, { recursive: true });
  });

  test("only the hunks that show a mask say that they are for reading", () => {
    const text = `a = 1\n${"\n".repeat(20)}pg_password = x\nb = 1\n`;
    const masked = text.replace("= x", "= *");
    const diff = unifiedDiff(
      "f",
      side(text, masked),
      side(text.replaceAll("= 1", "= 2"), masked.replaceAll("= 1", "= 2")),
      plain,
    );
    expect(diff.split("\n").filter((line) => /^[@!]/.test(line))).toEqual([
      "@@ -1,4 +1,4 @@",
      "@@ -20,4 +20,4 @@",
      expect.stringMatching(/^! Secrets are masked/),
    ]);
  });

  test("nothing for equal texts", () => {
    expect(unifiedDiff("f", side("a\n"), side("a\n"), plain)).toBe("");
  });
});
