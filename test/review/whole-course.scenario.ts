import { expect, test } from "vitest";
import { nodePlatform } from "../../server/platform/node.ts";
import { gitHub } from "../../server/review/github.ts";
import { postReview } from "../../server/review/post-review.ts";
import { prepareReview } from "../../server/review/review-request.ts";
import { type FakeGitHub, fakeGitHub } from "./fake-github.ts";
import { type Files, gitFolder } from "./git-folder.ts";

const STAGING = `# kong-lint: kong=oss@3.9
database = off
declarative_config = kong.yml
log_level = notice
proxy_listen = 0.0.0.0:8000, 0.0.0.0:8443 ssl
admin_listen = 127.0.0.1:8001
`;
const PRODUCTION = `# kong-lint: kong=enterprise@3.4
database = postgres
pg_host = db.internal
pg_ssl = on
proxy_listen = 0.0.0.0:8000, 0.0.0.0:8443 ssl http2
admin_listen = 127.0.0.1:8001
lua_package_path = ./?.lua
nginx_worker_processes = auto
`;
const BASE: Files = {
  "staging/kong.conf": STAGING,
  "production/kong.conf": PRODUCTION,
  "legacy/kong.conf":
    "# kong-lint: kong=oss@3.9\nlost_setting = 1\ndatabase = off\ndeclarative_config = k.yml\n",
  ".kong-lint.yaml": "rules:\n  schema/unknown-property: off\n",
  "README.md": "hello\n",
};
const FIRST: Files = {
  "staging/kong.conf": STAGING.replace("log_level = notice", "log_level = WARN\nreal_ip_recursive = yes")
    .replace("8443 ssl", "8443 sll")
    .replace("127.0.0.1:8001", "0.0.0.0:8001"),
  "production/kong.conf": PRODUCTION.replace(
    "pg_ssl = on",
    "pg_ssl = on\npg_timeout = 5s\npg_user = kong\npg_password = Tr0ub4dor&3x\npg_max_concurrent_queries = -5",
  ).replace("nginx_worker_processes = auto", "nginx_worker_procesess = auto"),
  ".kong-lint.yaml": "rules:\n  schema/unknown-property: error\n",
};
const SECOND: Files = {
  ...FIRST,
  "staging/kong.conf": STAGING.replace("log_level = notice", "log_level = warn"),
  "production/kong.conf": PRODUCTION.replace("pg_ssl = on", "pg_ssl = on\npg_timeout = 5s"),
};

/** What stands on the page of the request, as its readers see it; what they have seen before is only named. */
function page(fake: FakeGitHub, title: string, seen: Set<string>): string {
  const summaries = fake.summaries.map(({ body }) => `## A comment\n\n${body}`);
  const reviews = fake.reviews.map(({ body }) => `## A review\n\n${body}`);
  const comments = fake.comments.map(({ path, line, startLine, body, isResolved }) => {
    const lines = startLine === undefined ? `${line}` : `${startLine}–${line}`;
    const text = seen.has(body) ? "The same text as before." : body;
    seen.add(body);
    return `## On \`${path}:${lines}\`${isResolved ? ", resolved" : ""}\n\n${text}`;
  });
  return [`# ${title}`, ...summaries, ...reviews, ...comments].join("\n\n");
}

test("the comments of a request from its first push to its last read as the golden file has them", async () => {
  const folder = gitFolder(BASE);
  const fake = await fakeGitHub();
  const push = async (changes: Files) => {
    fake.head = folder.commit(changes);
    fake.changes = folder.diff(fake.head);
    const where = { owner: "acme", repository: "gateway", number: 7, token: "ghs_x", apiUrl: fake.url };
    const provider = gitHub(
      { ...where, serverUrl: "https://github.com" },
      { fetch, sleep: async () => undefined, now: () => 0, timeoutMs: 10_000 },
    );
    const options = { version: "0.1.0", from: "nearest" as const, wishes: {}, limit: 6 };
    const platform = { ...nodePlatform(), workingFolder: folder.path };
    const order = await prepareReview(provider, { ...options, requestChangesOnError: false }, platform);
    expect((await postReview(provider, order)).failed).toEqual([]);
    return fake.head;
  };
  const heads = [];
  const pages = [];
  const seen = new Set<string>();
  for (const [title, changes] of [
    ["After the first push", FIRST],
    ["After most of it was mended", SECOND],
    [
      "After all was mended",
      { ...SECOND, "production/kong.conf": PRODUCTION, ".kong-lint.yaml": BASE[".kong-lint.yaml"] },
    ],
  ] as const) {
    heads.push(await push(changes));
    pages.push(page(fake, title, seen));
  }
  expect(fake.problems).toEqual([]);
  const text = heads.reduce((all, head) => all.replaceAll(head, "HEAD"), pages.join("\n\n"));
  await expect(`${text}\n`).toMatchFileSnapshot("../golden/review/scenario.md");
});
