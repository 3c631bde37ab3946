import { describe, expect, test } from "vitest";
import type { Commit } from "../../server/review/commit.ts";
import { lintRequest } from "../../server/review/lint-request.ts";
import { planReview } from "../../server/review/plan-review.ts";

const markup = { suggestion: () => "suggestion", lineAddress: () => "https://example.com", spans: true };

/** The comments on a new file: rule by rule, without what is folded and without the last line. */
async function comments(...rows: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const text = `# kong-lint: kong=oss@3.9\n${rows.join("\n")}\n`;
  const commit: Commit = {
    entries: new Map([["kong.conf", { id: "1", size: text.length, isFile: true }]]),
    read: async () => new TextEncoder().encode(text),
  };
  const patch = `@@ -0,0 +1,${rows.length + 1} @@\n+${text.trimEnd().replaceAll("\n", "\n+")}`;
  const change = { path: "kong.conf", previousPath: undefined, isRemoved: false, patch };
  const { files } = await lintRequest([change], commit, { version: "0.1.0", from: "none", wishes: {} });
  return Object.fromEntries(
    planReview(files, markup).placed.map(({ finding, body }) => [
      finding.rule,
      body.replace(/\n\n<details>[\s\S]*/, "").replace(/\n\n<sub>[\s\S]*/, ""),
    ]),
  );
}

describe("a comment", () => {
  test("says what Kong reads where the line says something else", async () => {
    const { "syntax/duplicate-key": body } = await comments("pg_ssl = yes", "pg_ssl = on");
    expect(body).toContain("Kong 3.9.3 reads `pg_ssl` as `on`.");
  });

  test.each([
    ["the line says so", "security/debug-log-level", ["log_level = debug"]],
    ["the message says so", "syntax/quoted-value", ['anonymous_reports = "off"']],
    ["a list is written as it is read", "security/admin-listen-public", ["admin_listen = 0.0.0.0:8001"]],
    ["Kong refuses it", "listen/ssl-missing-on-tls-port", ["proxy_listen = 0.0.0.0:8443 sll"]],
  ])("does not say what Kong reads where %s", async (_, rule, rows) => {
    const body = (await comments(...rows))[rule];
    expect(body).toBeDefined();
    expect(body).not.toMatch(/Kong 3\.9\.3 (?:reads `\w+` as|refuses `\w+` as)/);
  });

  test("that asks whether a value is meant has the suggestion right below", async () => {
    const { "schema/enum-value": body } = await comments("database = postgress");
    expect(body).toMatch(/Did you mean `postgres`\?\n\n```suggestion\ndatabase = postgres\n```$/);
  });

  test("says of a suggestion that it is a guess, or changes what Kong does", async () => {
    const { "schema/number-not-numeric": body } = await comments("pg_timeout = 5s");
    expect(body).toContain("\n\nIf this is what you mean:\n\n```suggestion\npg_timeout = 5000\n```");
  });

  test("does not name a value twice", async () => {
    const { "schema/number-range": body } = await comments("pg_max_concurrent_queries = -5");
    expect(body).toMatch(/The nearest allowed value is `0`\.$/);
  });
});
