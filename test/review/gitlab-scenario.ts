import { gitLab } from "../../server/review/gitlab.ts";
import { type FakeGitLab, type FakeNote, fakeGitLab } from "./fake-gitlab.ts";
import type { FakeRequest } from "./fake-server.ts";
import { gitFolder } from "./git-folder.ts";
import { BASE } from "./sample.ts";
import type { Scenario } from "./scenario.ts";

export interface GitLabScenario extends Scenario {
  readonly fake: FakeGitLab;
}

const PROJECT_URL = "https://gitlab.example/acme/gateway";
const posts = (end: string) => (request: FakeRequest) =>
  request.method === "POST" && request.path.endsWith(end);

/** A merge request of the sample's repository; it is gone after the test. */
export async function gitLabStory(): Promise<GitLabScenario> {
  const fake = await fakeGitLab();
  let folder = gitFolder(BASE);
  const token = "glpat-notASecretButLong00";
  const notes = () => fake.discussions.flatMap((discussion) => discussion.notes);
  const comments = () => notes().filter(({ resolvable }) => resolvable);
  const isOutdated = new Set<FakeNote>();
  return {
    name: "GitLab",
    token,
    fake,
    get folder() {
      return folder;
    },
    words: {
      review: (comments) => [
        ...Array.from({ length: comments }, () => "POST /draft_notes"),
        "POST /draft_notes/bulk_publish",
      ],
      edit: "PUT /discussions/dID/notes/ID",
      resolve: "PUT /discussions/dID/notes/ID",
      newSummary: "POST /notes",
      summary: "PUT /notes/ID",
    },
    begins: posts("/draft_notes"),
    submits: posts("/bulk_publish"),
    sums: posts("/merge_requests/7/notes"),
    writes: (requests) =>
      requests
        .filter(({ method }) => method !== "GET")
        .map(
          ({ method, path }) =>
            `${method} ${path.replace(/.*merge_requests\/7/, "").replace(/\d{3,}/g, "ID")}`,
        ),
    provider: (timeoutMs, waits) =>
      gitLab(
        { project: "acme/gateway", number: 7, token, apiUrl: fake.url, projectUrl: PROJECT_URL },
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
      for (const note of comments()) {
        if (note.position === null || isOutdated.has(note)) continue;
        Object.assign(note.position, { head_sha: fake.head, new_line: moved(note.position.new_line) });
      }
    },
    startFrom(files) {
      folder = gitFolder(files);
    },
    remarks: () =>
      comments().map(({ position, body, resolved }) => ({
        path: position?.new_path ?? "",
        line: position?.new_line ?? null,
        firstLine: undefined,
        body,
        isOpen: !resolved,
      })),
    summaries: () =>
      notes()
        .filter(({ resolvable }) => !resolvable)
        .map(({ body }) => body),
    drafts: () => fake.drafts.length,
    leaveDraft() {
      const note = "x <!-- kong-lint:finding 0123456789abcdef listen/unknown-flag -->";
      fake.drafts.push({ id: 9, note, position: null });
    },
    rewrite: (at, body) => void Object.assign(comments()[at] ?? {}, { body }),
    resolveAs: (at, person) =>
      void Object.assign(comments()[at] ?? {}, { resolved: true, resolved_by: { id: 8, username: person } }),
    forge(at) {
      const mallory = { id: 6, username: "mallory" };
      const ours = comments()[at];
      if (ours !== undefined)
        fake.discussions.push({ id: "d42", notes: [{ ...ours, id: 42, author: mallory }] });
      const sum = notes().find(({ resolvable }) => !resolvable);
      if (sum !== undefined)
        fake.discussions.push({ id: "d43", notes: [{ ...sum, id: 43, author: mallory }] });
    },
    outdate() {
      for (const note of comments()) isOutdated.add(note);
    },
    environment: () => ({
      GITLAB_CI: "true",
      GITLAB_TOKEN: token,
      CI_API_V4_URL: fake.url,
      CI_MERGE_REQUEST_PROJECT_ID: "acme/gateway",
      CI_MERGE_REQUEST_IID: "7",
      CI_MERGE_REQUEST_PROJECT_URL: PROJECT_URL,
    }),
  };
}
