import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { decodeText } from "../../grammar/text/decode-text.ts";
import type { Commit } from "../../server/review/commit.ts";
import { lintRequest } from "../../server/review/lint-request.ts";
import { planReview } from "../../server/review/plan-review.ts";
import { reconcileComments } from "../../server/review/reconcile-comments.ts";
import { payloadJson, payloadMarkdown } from "../../server/review/render-payload.ts";
import { sample } from "../depth.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders = ["test/fixtures", "../shared/corpus/conf"];
const markup = { suggestion: () => "suggestion", lineAddress: () => "https://example.com", spans: true };
/** Properties whose values are secrets, whatever they are; found without the program, which is what is tested. */
const SECRET = /^[ \t]*(?:KONG_)?\w*(?:password|secret|_token)\w*[ \t]*[=:][ \t]*(.+?)[ \t]*$/gim;

function filesOf(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesOf(path) : [path];
  });
}

/** Every body that a review of a new file would post, and what a dry run would print. */
async function posted(content: Uint8Array): Promise<string> {
  const { text } = decodeText(content);
  const lines = text.replace(/\n$/, "").split("\n");
  const commit: Commit = {
    entries: new Map([["kong.conf", { id: "1", size: content.length, isFile: true }]]),
    read: async () => content,
  };
  const patch = `@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}`).join("\n")}`;
  const change = { path: "kong.conf", previousPath: undefined, isRemoved: false, patch };
  const { files, changes, notes } = await lintRequest([change], commit, {
    version: "0.1.0",
    from: "none",
    wishes: {},
  });
  const plan = planReview(files, markup);
  const request = {
    head: "f".repeat(40),
    files: [change],
    comments: [],
    summary: undefined,
    unsubmitted: [],
    requestingChanges: undefined,
    markup,
    notes: [],
  };
  const orders = [0, 1000].map((limit) => {
    const steps = reconcileComments(plan, [], limit);
    return { request, plan, changes, steps, limit, notes, requestsChanges: false };
  });
  return orders.flatMap((order) => [payloadMarkdown(order), payloadJson(order)]).join("\n");
}

/** Values of some length that are no word of every day: others may well be part of a message. */
function secretsOf(text: string): readonly string[] {
  return [...text.matchAll(SECRET)].flatMap(([, value = ""]) => {
    const plain = value.replace(/\s+#.*$/, "").replace(/^(["'])(.*)\1$/, "$2");
    return plain.length >= 6 && !/^[{$#<]|^\/|^(?:changeme|kong|password|postgres)$/i.test(plain)
      ? [plain]
      : [];
  });
}

for (const folder of folders) {
  const files = filesOf(join(root, folder)).filter((path) => path.endsWith(".conf"));
  test.skipIf(files.length === 0)(
    `no secret of a file in ${folder} is in a posted body`,
    async () => {
      for (const path of sample(files)) {
        const content = new Uint8Array(readFileSync(path));
        const bodies = await posted(content);
        const left = secretsOf(decodeText(content).text).filter((secret) => bodies.includes(secret));
        expect(left.map((secret) => `${path}: ${secret.length} characters`)).toEqual([]);
      }
    },
    120_000,
  );
}

test("the check finds secrets, and would see one", () => {
  expect(secretsOf("pg_password = Tr0ub4dor&3x # x\nKONG_SMTP_PASSWORD='abc 123'\n")).toEqual([
    "Tr0ub4dor&3x",
    "abc 123",
  ]);
});
