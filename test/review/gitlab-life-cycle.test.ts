import { expect, test } from "vitest";
import { nodePlatform } from "../../server/platform/node.ts";
import { gitLab } from "../../server/review/gitlab.ts";
import { postReview } from "../../server/review/post-review.ts";
import { prepareReview } from "../../server/review/review-request.ts";
import { type GitFolder, gitFolder } from "./git-folder.ts";

const BASE = "# kong-lint: kong=oss@3.9\nlog_level = notice\n";
const BROKEN = `${BASE}proxy_listen = 0.0.0.0:8000 sll\n`;
const ME = 5;

interface Note {
  readonly id: number;
  body: string;
  readonly author: { readonly id: number };
  readonly resolvable: boolean;
  resolved: boolean;
  resolved_by: { readonly id: number } | null;
  readonly position: Record<string, unknown> | null;
}

/** One merge request of GitLab's, as far as a review needs it. */
function fakeGitLab(folder: GitFolder) {
  let nextId = 100;
  const drafts: { id: number; note: string; position: Record<string, unknown> }[] = [];
  const discussions: { id: string; notes: Note[] }[] = [];
  const calls: string[] = [];
  const state = { head: "", isDown: (_call: string) => false };
  const add = (body: string, position: Record<string, unknown> | null) =>
    discussions.push({
      id: `d${nextId}`,
      notes: [
        {
          id: nextId++,
          body,
          author: { id: ME },
          resolvable: position !== null,
          resolved: false,
          resolved_by: null,
          position,
        },
      ],
    });
  const answer = (call: string, body: Record<string, never>): unknown => {
    const note = (id: string | undefined) =>
      discussions.flatMap(({ notes }) => notes).find((each) => String(each.id) === id);
    if (call === "GET /user") return { id: ME };
    if (call === "GET ") return { diff_refs: { base_sha: "b", head_sha: state.head, start_sha: "s" } };
    if (call === "GET /diffs")
      return folder.diff(state.head).map(({ status, path, previous, patch }) => ({
        old_path: previous,
        new_path: path,
        new_file: status === "added",
        deleted_file: status === "removed",
        renamed_file: status === "renamed",
        diff: patch ?? "",
      }));
    if (call === "GET /discussions") return discussions;
    if (call === "GET /draft_notes") return drafts;
    if (call === "POST /draft_notes")
      return drafts.push({
        id: nextId++,
        ...(body as unknown as { note: string; position: Record<string, unknown> }),
      });
    if (call === "POST /draft_notes/bulk_publish") {
      for (const each of drafts.splice(0)) add(each.note, each.position);
      return undefined;
    }
    if (call.startsWith("DELETE /draft_notes/")) {
      drafts.splice(
        drafts.findIndex(({ id }) => call.endsWith(`/${id}`)),
        1,
      );
      return undefined;
    }
    if (call === "POST /notes") return add(String(body.body), null);
    const edited = /^PUT \/(?:discussions\/\w+\/)?notes\/(\d+)$/.exec(call);
    if (edited !== null) return Object.assign(note(edited[1]) ?? {}, body);
    const resolved = /^PUT \/discussions\/(\w+)$/.exec(call);
    if (resolved !== null) {
      return Object.assign(discussions.find(({ id }) => id === resolved[1])?.notes[0] ?? {}, body, {
        resolved_by: { id: ME },
      });
    }
    throw new Error(`no route ${call}`);
  };
  const fetching: typeof fetch = async (input, init) => {
    const path = new URL(String(input)).pathname
      .replace("/api/v4", "")
      .replace("/projects/acme%2Fgateway/merge_requests/7", "");
    const call = `${init?.method ?? "GET"} ${path}`;
    calls.push(call);
    if (state.isDown(call)) return new Response("{}", { status: 502 });
    const body = typeof init?.body === "string" ? JSON.parse(init.body) : {};
    return new Response(JSON.stringify(answer(call, body) ?? null), { status: 200 });
  };
  const review = async () => {
    const provider = gitLab(
      {
        project: "acme/gateway",
        number: 7,
        token: "glpat-x",
        apiUrl: "https://gitlab.test/api/v4",
        projectUrl: "https://gitlab.test/acme/gateway",
      },
      { fetch: fetching, sleep: async () => undefined, now: () => 0, patience: 1000 },
    );
    const options = {
      version: "0.1.0",
      from: "nearest" as const,
      wishes: {},
      limit: 20,
      requestChangesOnError: false,
    };
    const order = await prepareReview(provider, options, { ...nodePlatform(), workingFolder: folder.path });
    calls.length = 0;
    return postReview(provider, order);
  };
  return { state, drafts, discussions, calls, review };
}

test("drafts are published together, edited in place, resolved when fixed", async () => {
  const folder = gitFolder({ "kong.conf": BASE });
  const { state, discussions, calls, review } = fakeGitLab(folder);
  state.head = folder.commit({ "kong.conf": BROKEN });
  expect((await review()).failed).toEqual([]);
  expect(calls).toEqual(["POST /draft_notes", "POST /draft_notes/bulk_publish", "POST /notes"]);
  const [comment, summary] = discussions.map(({ notes }) => notes[0]);
  expect(comment?.position).toMatchObject({ new_path: "kong.conf", new_line: 3, head_sha: state.head });
  expect(comment?.position).not.toHaveProperty("old_line");
  expect(comment?.body).toContain("```suggestion:-0+0\nproxy_listen = 0.0.0.0:8000\n```");
  await review();
  expect(calls).toEqual([]);
  state.head = folder.commit({ "kong.conf": `${BASE}\n` });
  await review();
  expect(calls.map((call) => call.replace(/d?\d+/, "ID"))).toEqual(["PUT /discussions/ID", "PUT /notes/ID"]);
  expect(comment?.resolved).toBe(true);
  expect(summary?.body).toContain("nothing to report");
});

test("a failure in the middle leaves no drafts", async () => {
  const folder = gitFolder({ "kong.conf": BASE });
  const { state, drafts, review } = fakeGitLab(folder);
  state.head = folder.commit({ "kong.conf": BROKEN });
  state.isDown = (call) => call.endsWith("bulk_publish");
  const { failed } = await review();
  expect(failed.map(({ what }) => what)).toEqual(["a review with 1 comment"]);
  expect(drafts).toEqual([]);
});
