import { type Conversation, type FakeAnswer, type FakeRequest, serveFake } from "./fake-server.ts";
import type { GitChange } from "./git-folder.ts";
import { gitLabContract } from "./gitlab-contract.ts";

interface FakeUser {
  readonly id: number;
  readonly username: string;
}

interface Position {
  readonly new_path: string;
  new_line: number;
  head_sha: string;
}

export interface FakeNote {
  readonly id: number;
  body: string;
  readonly author: FakeUser;
  readonly system: boolean;
  readonly resolvable: boolean;
  resolved: boolean;
  resolved_by: FakeUser | null;
  position: Position | null;
}

/** GitLab as far as a review needs it: one merge request, with what was said there. */
export interface FakeGitLab extends Conversation {
  /** Of the interface, with the path that it has on every server. */
  readonly url: string;
  head: string;
  changes: readonly GitChange[];
  /** As GitLab puts it: `1000+` stands for more than it shows. */
  count: string;
  readonly drafts: { id: number; note: string; position: Position | null }[];
  readonly discussions: { id: string; notes: FakeNote[] }[];
}

export const BOT: FakeUser = { id: 5, username: "project_9_bot" };
const ROOT = "/api/v4/projects/acme%2Fgateway/merge_requests/7";
const DISCUSSION = /^PUT \/discussions\/(\w+)\/notes\/(\d+)$/;

/** Starts it on the loopback interface; it ends with the test. */
export async function fakeGitLab(): Promise<FakeGitLab> {
  let nextId = 100;
  const fake: Omit<FakeGitLab, "url"> = {
    head: "",
    changes: [],
    count: "1",
    drafts: [],
    discussions: [],
    requests: [],
    problems: [],
    fault: () => undefined,
  };
  const url = await serveFake(fake, gitLabContract, answer);
  return Object.assign(fake, { url: `${url}/api/v4` });

  function answer({ method, body }: FakeRequest, address: URL): FakeAnswer {
    const call = `${method} ${address.pathname.replace(ROOT, "")}`;
    const fields = (body ?? {}) as { note?: string; body?: string; resolved?: boolean; position?: Position };
    if (call === "GET /api/v4/user") return { status: 200, data: BOT };
    if (call === "GET ") {
      const refs = { base_sha: "b".repeat(40), head_sha: fake.head, start_sha: "a".repeat(40) };
      return { status: 200, data: { iid: 7, changes_count: fake.count, diff_refs: refs } };
    }
    if (call === "GET /diffs") return page(fake.changes.map(listed), address);
    if (call === "GET /discussions") return page(fake.discussions.map(shown), address);
    // GitLab gives all drafts at once, whatever page is asked for.
    if (call === "GET /draft_notes") return { status: 200, data: fake.drafts.map(draftShown) };
    if (call === "POST /draft_notes") {
      const { note = "", position = null } = fields;
      if (position !== null && !isInDiff(position))
        return {
          status: 400,
          data: { message: { line_code: ["can't be blank", "must be a valid line code"] } },
        };
      const draft = { id: nextId++, note, position };
      fake.drafts.push(draft);
      return { status: 201, data: draftShown(draft) };
    }
    if (call === "POST /draft_notes/bulk_publish") {
      for (const each of fake.drafts.splice(0)) add(each.note, each.position);
      return { status: 204 };
    }
    const published = /^PUT \/draft_notes\/(\d+)\/publish$/.exec(call)?.[1];
    if (published !== undefined) {
      const [draft] = fake.drafts.splice(
        fake.drafts.findIndex(({ id }) => id === Number(published)),
        1,
      );
      if (draft !== undefined) add(draft.note, draft.position);
      return { status: 204 };
    }
    const draftId = /^DELETE \/draft_notes\/(\d+)$/.exec(call)?.[1];
    if (draftId !== undefined) {
      const at = fake.drafts.findIndex(({ id }) => id === Number(draftId));
      if (at < 0) return { status: 404, data: { message: "404 Not found" } };
      fake.drafts.splice(at, 1);
      return { status: 204 };
    }
    if (call === "POST /notes") return { status: 201, data: noteShown(add(fields.body ?? "", null)) };
    const noteId = Number(DISCUSSION.exec(call)?.[2] ?? /^PUT \/notes\/(\d+)$/.exec(call)?.[1]);
    const found = fake.discussions.flatMap(({ notes }) => notes).find(({ id }) => id === noteId);
    if (found?.author.id !== BOT.id) return { status: 404, data: { message: "404 Not found" } };
    if (fields.body !== undefined) found.body = fields.body;
    if (fields.resolved !== undefined) {
      Object.assign(found, { resolved: fields.resolved, resolved_by: fields.resolved ? BOT : null });
    }
    return { status: 200, data: noteShown(found) };
  }

  function add(body: string, position: Position | null): FakeNote {
    const resolvable = position !== null;
    const note = { id: nextId++, body, author: BOT, system: false, resolvable, resolved: false, position };
    const whole = { ...note, resolved_by: null };
    fake.discussions.push({ id: `d${note.id}`, notes: [whole] });
    return whole;
  }

  function isInDiff({ new_path, new_line }: Position): boolean {
    const patch = fake.changes.find(({ path }) => path === new_path)?.patch ?? "";
    return [...patch.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].some((hunk) => {
      const first = Number(hunk[1]);
      return first <= new_line && new_line < first + Number(hunk[2] ?? 1);
    });
  }

  function draftShown(draft: FakeGitLab["drafts"][number]): object {
    return { ...draft, author_id: BOT.id, merge_request_id: 70 };
  }
}

function listed({ status, path, previous, patch }: GitChange): object {
  return {
    old_path: previous,
    new_path: path,
    a_mode: "100644",
    b_mode: "100644",
    new_file: status === "added",
    deleted_file: status === "removed",
    renamed_file: status === "renamed",
    collapsed: false,
    too_large: false,
    diff: patch ?? "",
  };
}

function shown({ id, notes }: FakeGitLab["discussions"][number]): object {
  return { id, individual_note: notes[0]?.position === null, notes: notes.map(noteShown) };
}

/** A note that cannot be resolved has no such fields, and one on no line no position. */
function noteShown({ resolved, resolved_by, position, ...note }: FakeNote): object {
  return {
    ...note,
    position: position ?? undefined,
    resolved: note.resolvable ? resolved : undefined,
    resolved_by: note.resolvable ? resolved_by : undefined,
    resolved_at: undefined,
  };
}

/** One page of a list; the next one is named in a header, as the rest of GitLab's interface does it. */
function page(rows: readonly object[], address: URL): FakeAnswer {
  const size = Number(address.searchParams.get("per_page") ?? 20);
  const number = Number(address.searchParams.get("page") ?? 1);
  const next = new URL(address);
  next.searchParams.set("page", String(number + 1));
  return {
    status: 200,
    ...(number * size < rows.length ? { headers: { link: `<${next.href}>; rel="next"` } } : {}),
    data: rows.slice((number - 1) * size, number * size),
  };
}
