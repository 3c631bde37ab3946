import { expect, test } from "vitest";
import type { Commit } from "../../server/review/commit.ts";
import { lintRequest } from "../../server/review/lint-request.ts";
import { planReview } from "../../server/review/plan-review.ts";
import { reconcileComments } from "../../server/review/reconcile-comments.ts";
import { renderSummary } from "../../server/review/render-summary.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";

const markup = { suggestion: () => "suggestion", lineAddress: () => "https://example.com", spans: true };
const secretName = fc.constantFrom(
  "pg_password",
  "KONG_PG_PASSWORD",
  "cassandra_password",
  "smtp_password",
  "redis_password",
);
const secret = fc.stringMatching(/^[A-Za-z0-9!$%*+.:?^_-]{4,20}[0-9]{6}$/).map((text) => `zq${text}`);
const plain = fc.constantFrom(
  "proxy_listen = 0.0.0.0:8000 sll",
  "database = postgress",
  "admin_listen = 0.0.0.0:8001",
  "pg_port = many",
  "unknown_thing = 1",
  "# a comment",
  "",
);

test("no secret of a configuration is in any text that is posted", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(plain, fc.tuple(secretName, secret)), { minLength: 1, maxLength: 12 }),
      fc.constantFrom(" = ", "=", " =  "),
      async (rows, sign) => {
        const lines = rows.map((row) => (typeof row === "string" ? row : row.join(sign)));
        const text = `${lines.join("\n")}\n`;
        const commit: Commit = {
          entries: new Map([["kong.conf", { id: "1", size: text.length, isFile: true }]]),
          read: async () => new TextEncoder().encode(text),
        };
        const patch = `@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}`).join("\n")}`;
        const change = { path: "kong.conf", previousPath: undefined, isRemoved: false, patch };
        const linted = await lintRequest([change], commit, { version: "0.1.0", from: "none", wishes: {} });
        const plan = planReview(linted.files, markup);
        const bodies = plan.placed.map(({ body }) => body);
        const facts = { limit: 0, notes: linted.notes, notTaken: undefined, changes: linted.changes };
        bodies.push(renderSummary(plan, reconcileComments(plan, [], 0), facts, markup));
        const secrets = rows.flatMap((row) => (typeof row === "string" ? [] : [row[1]]));
        for (const each of secrets) expect(bodies.join("\n")).not.toContain(each);
      },
    ),
    // A value that a shell would fill in a part of, and that Kong takes as it is.
    { numRuns: amount(150), examples: [[[["KONG_PG_PASSWORD", "zq.:$A000000"]], " = "]] },
  );
});
