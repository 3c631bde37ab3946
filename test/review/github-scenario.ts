import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gitHub } from "../../server/review/github.ts";
import { BOT, type FakeGitHub, fakeGitHub } from "./fake-github.ts";
import type { FakeRequest } from "./fake-server.ts";
import { gitFolder } from "./git-folder.ts";
import { BASE } from "./sample.ts";
import type { Scenario } from "./scenario.ts";

export interface GitHubScenario extends Scenario {
  readonly fake: FakeGitHub;
}

const isQuery = ({ path, body }: FakeRequest) =>
  path === "/graphql" && (body as { readonly query: string }).query.startsWith("query");
const posts = (end: string) => (request: FakeRequest) =>
  request.method === "POST" && request.path.endsWith(end);

/** A pull request of the sample's repository; it is gone after the test. */
export async function gitHubStory(): Promise<GitHubScenario> {
  const fake = await fakeGitHub();
  let folder = gitFolder(BASE);
  const token = "ghs_notASecretButLooksLikeOne0000000000";
  return {
    name: "GitHub",
    token,
    fake,
    get folder() {
      return folder;
    },
    words: {
      review: () => ["POST /pulls/7/reviews", "POST /pulls/7/reviews/ID/events"],
      edit: "PATCH /pulls/comments/ID",
      resolve: "POST /graphql",
      newSummary: "POST /issues/7/comments",
      summary: "PATCH /issues/comments/ID",
    },
    begins: posts("/reviews"),
    submits: posts("/events"),
    sums: posts("/issues/7/comments"),
    writes: (requests) =>
      requests
        .filter((request) => request.method !== "GET" && !isQuery(request))
        .map(
          ({ method, path }) =>
            `${method} ${path.replace("/repos/acme/gateway", "").replace(/\d{6,}/, "ID")}`,
        ),
    provider: (timeoutMs, waits) =>
      gitHub(
        {
          owner: "acme",
          repository: "gateway",
          number: 7,
          token,
          apiUrl: fake.url,
          serverUrl: "https://github.com",
        },
        {
          fetch: (input, init) => fetch(input, init),
          sleep: async (milliseconds) => void waits.push(milliseconds),
          now: () => 0,
          timeoutMs,
        },
      ),
    push(changes, moved = (line) => line) {
      fake.head = folder.commit(changes);
      fake.changes = folder.diff(fake.head);
      for (const comment of fake.comments) if (comment.line !== null) comment.line = moved(comment.line);
    },
    startFrom(files) {
      folder = gitFolder(files);
    },
    remarks: () =>
      fake.comments.map(({ path, line, startLine, body, isResolved, isMinimized }) => {
        return { path, line, firstLine: startLine, body, isOpen: !isResolved && !isMinimized };
      }),
    summaries: () => fake.summaries.map(({ body }) => body),
    drafts: () => fake.reviews.filter(({ state }) => state === "PENDING").length,
    leaveDraft() {
      const body = "x <!-- kong-lint:review -->";
      fake.reviews.push({ id: 9, body, state: "PENDING", author: BOT, comments: [] });
    },
    rewrite: (at, body) => void Object.assign(fake.comments[at] ?? {}, { body }),
    resolveAs: (at, person) =>
      void Object.assign(fake.comments[at] ?? {}, { isResolved: true, resolvedBy: person }),
    forge(at) {
      const ours = fake.comments[at];
      if (ours !== undefined) fake.comments.push({ ...ours, id: 42, author: "mallory", line: 1 });
      fake.summaries.push({ id: 43, body: fake.summaries[0]?.body ?? "", author: "mallory" });
    },
    outdate() {
      for (const comment of fake.comments) comment.isOutdated = true;
    },
    environment() {
      const event = join(folder.path, ".git", "event.json");
      writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
      return {
        GITHUB_ACTIONS: "true",
        GITHUB_TOKEN: token,
        GITHUB_REPOSITORY: "acme/gateway",
        GITHUB_API_URL: fake.url,
        GITHUB_EVENT_PATH: event,
      };
    },
  };
}
