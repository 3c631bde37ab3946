import type { ChangedFile } from "./changed-file.ts";
import type { Dialect } from "./dialect.ts";
import { bears, findingMarkOf, SUMMARY_MARK } from "./markers.ts";
import { once } from "./once.ts";
import { isRateLimited, type Network, patientFetch } from "./patient-fetch.ts";
import type { PlacedFinding } from "./plan-review.ts";
import { ProviderError, problemOf } from "./provider-error.ts";
import type { OwnComment } from "./reconcile-comments.ts";
import type { ReviewProvider } from "./review-provider.ts";

/** Which merge request, and how to reach it. */
export interface GitLabRequest {
  /** The number of the project, or its path. */
  readonly project: string;
  readonly number: number;
  readonly token: string;
  /** `https://gitlab.com/api/v4`, without a slash at its end. */
  readonly apiUrl: string;
  /** `https://gitlab.com/group/project`, for links. */
  readonly projectUrl: string;
}

interface DiffRefs {
  readonly base_sha: string;
  readonly head_sha: string;
  readonly start_sha: string;
}

interface MergeRequest {
  readonly diff_refs: DiffRefs | null;
}

interface ListedDiff {
  readonly old_path: string;
  readonly new_path: string;
  readonly new_file: boolean;
  readonly deleted_file: boolean;
  readonly renamed_file: boolean;
  readonly diff: string;
  readonly too_large?: boolean | null;
  readonly collapsed?: boolean | null;
}

interface Note {
  readonly id: number;
  readonly body: string;
  readonly author: { readonly id: number };
  readonly resolvable: boolean;
  readonly resolved?: boolean;
  readonly resolved_by?: { readonly id: number } | null;
  readonly position?: {
    readonly new_path: string;
    readonly new_line: number | null;
    readonly head_sha: string;
  } | null;
}

interface Discussion {
  readonly id: string;
  readonly notes: readonly Note[];
}

interface DraftNote {
  readonly id: number;
  readonly note: string;
}

const PAGE = 100;

/** GitLab, in the cloud or one's own, 16 and later. */
export function gitLab(where: GitLabRequest, network: Network): ReviewProvider {
  const call = caller(where, network);
  const request = `/projects/${encodeURIComponent(where.project)}/merge_requests/${where.number}`;
  const pages = async <T>(path: string): Promise<readonly T[]> => {
    const all: T[] = [];
    for (let page = 1; ; page++) {
      const rows = await call<readonly T[]>("GET", `${path}?per_page=${PAGE}&page=${page}`);
      all.push(...rows);
      if (rows.length < PAGE) return all;
    }
  };
  let refs: DiffRefs | undefined;
  const viewer = () => call<{ readonly id: number }>("GET", "/user");
  const drafts = async () =>
    (await pages<DraftNote>(`${request}/draft_notes`)).filter(
      ({ note }) => findingMarkOf(note) !== undefined,
    );
  const removeDrafts = async () => {
    for (const { id } of await drafts()) await call("DELETE", `${request}/draft_notes/${id}`);
  };
  const draft = (placed: PlacedFinding, diffRefs: DiffRefs, previousPath: string) =>
    once(
      async () => {
        const body = { note: placed.body, position: positionOf(placed, diffRefs, previousPath) };
        await call("POST", `${request}/draft_notes`, body);
        return true as const;
      },
      async () => ((await drafts()).some(({ note }) => note === placed.body) ? (true as const) : undefined),
    );
  return {
    name: "GitLab",
    async open() {
      const [{ diff_refs }, { id }] = [await call<MergeRequest>("GET", request), await viewer()];
      if (diff_refs === null)
        throw new ProviderError("rejected", "GitLab has no diff of this merge request yet");
      refs = diff_refs;
      const diffs = await pages<ListedDiff>(`${request}/diffs`);
      const notes = (await pages<Discussion>(`${request}/discussions`)).flatMap((discussion) => {
        const note = discussion.notes[0];
        return note?.author.id === id ? [{ discussion: discussion.id, note }] : [];
      });
      const summary = notes.find(({ note }) => bears(SUMMARY_MARK, note.body))?.note;
      return {
        head: diff_refs.head_sha,
        files: diffs.map(changedFile),
        comments: notes.flatMap(({ discussion, note }) =>
          ownComment(discussion, note, id, diff_refs.head_sha),
        ),
        summary: summary === undefined ? undefined : { id: String(summary.id), body: summary.body },
        unsubmitted: (await drafts()).map((each) => String(each.id)),
        requestingChanges: undefined,
        dialect: gitLabDialect(where, diff_refs.head_sha),
      };
    },
    async commit() {
      return undefined;
    },
    async review({ files, unsubmitted }, { comments }) {
      if (refs === undefined || comments.length === 0) return;
      const before = new Map(files.map(({ path, previousPath }) => [path, previousPath ?? path]));
      try {
        for (const left of unsubmitted) await call("DELETE", `${request}/draft_notes/${left}`);
        for (const comment of comments) await draft(comment, refs, before.get(comment.path) ?? comment.path);
        await once(
          async () => {
            await call("POST", `${request}/draft_notes/bulk_publish`);
            return true as const;
          },
          async () => ((await drafts()).length === 0 ? (true as const) : undefined),
        );
      } catch (error) {
        await removeDrafts().catch(() => undefined);
        throw error;
      }
    },
    async update({ threadId, id }, body) {
      await call("PUT", `${request}/discussions/${threadId}/notes/${id}`, { body });
    },
    async resolve({ threadId }) {
      await call("PUT", `${request}/discussions/${threadId}`, { resolved: true });
    },
    async reopen({ threadId }) {
      await call("PUT", `${request}/discussions/${threadId}`, { resolved: false });
    },
    async summarize({ summary }, body) {
      if (summary !== undefined) {
        await call("PUT", `${request}/notes/${summary.id}`, { body });
        return;
      }
      await once(
        async () => {
          await call("POST", `${request}/notes`, { body });
          return true as const;
        },
        async () => {
          const notes = (await pages<Discussion>(`${request}/discussions`)).flatMap(({ notes }) => notes);
          return notes.some((note) => bears(SUMMARY_MARK, note.body)) ? (true as const) : undefined;
        },
      );
    },
    async dismiss() {
      // No review of ours requests changes here.
    },
  };
}

type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

function caller({ apiUrl, token }: GitLabRequest, network: Network): Call {
  const patient = patientFetch(network);
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    let response: Response;
    try {
      response = await patient(`${apiUrl}${path}`, {
        method,
        headers: {
          "private-token": token,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      throw new ProviderError("unavailable", "GitLab does not answer");
    }
    const text = await response.text();
    if (response.ok) return (text === "" ? undefined : JSON.parse(text)) as T;
    const { status, headers } = response;
    const words = text.replaceAll(token, "***").replace(/\s+/g, " ").slice(0, 200);
    throw new ProviderError(
      problemOf(status, isRateLimited(status, headers)),
      `GitLab answers ${status}: ${words}`,
    );
  };
}

function changedFile({
  old_path,
  new_path,
  new_file,
  deleted_file,
  renamed_file,
  diff,
}: ListedDiff): ChangedFile {
  return {
    path: new_path,
    previousPath: new_file ? undefined : old_path,
    isRemoved: deleted_file,
    // Binary files and those that changed too much come without a text.
    patch: diff !== "" || renamed_file ? diff : undefined,
  };
}

function ownComment(discussion: string, note: Note, viewer: number, head: string): readonly OwnComment[] {
  const mark = findingMarkOf(note.body);
  const { position } = note;
  if (mark === undefined || position === null || position === undefined) return [];
  const isOurs = note.resolved_by?.id === viewer;
  return [
    {
      id: String(note.id),
      threadId: discussion,
      nodeId: String(note.id),
      ...mark,
      body: note.body,
      path: position.new_path,
      // The position of a note moves along with its line, until that is gone.
      line: position.head_sha === head ? (position.new_line ?? undefined) : undefined,
      state: note.resolved !== true ? "open" : isOurs ? "resolved-by-us" : "resolved-by-others",
    },
  ];
}

/** GitLab wants the old line too where a line is in both versions. */
function positionOf({ path, last, hunk }: PlacedFinding, refs: DiffRefs, previousPath: string): object {
  const line = hunk.lines.find((each) => each.kind !== "removed" && each.newLine === last);
  return {
    ...refs,
    position_type: "text",
    old_path: previousPath,
    new_path: path,
    new_line: last,
    ...(line?.kind === "context" ? { old_line: line.oldLine } : {}),
  };
}

function gitLabDialect({ projectUrl }: GitLabRequest, head: string): Dialect {
  return {
    suggestion: (lines) => `suggestion:-${lines - 1}+0`,
    lineAddress: (path, line) =>
      `${projectUrl}/-/blob/${head}/${path.split("/").map(encodeURIComponent).join("/")}#L${line}`,
    spans: false,
  };
}
