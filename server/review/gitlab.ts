import { answerAs, listOf, number, objectWith, orNothing, type Shape, text } from "./answer-shape.ts";
import type { ChangedFile } from "./changed-file.ts";
import type { Network } from "./fetch-with-retry.ts";
import { type GitLabClient, gitLabClient } from "./gitlab-client.ts";
import { bears, findingMarkOf, SUMMARY_MARK } from "./markers.ts";
import type { MarkupSupport } from "./markup-support.ts";
import { once } from "./once.ts";
import type { PlacedFinding } from "./plan-review.ts";
import { ProviderError } from "./provider-error.ts";
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

/** What a review looks at in a merge request. */
interface ShownRequest {
  readonly diff_refs?: DiffRefs | null;
  readonly changes_count?: string | null;
}

interface Draft {
  readonly id: number;
  readonly note: string;
}

interface ListedDiff {
  readonly old_path: string;
  readonly new_path: string;
  readonly new_file: boolean;
  readonly deleted_file: boolean;
  readonly renamed_file: boolean;
  readonly diff: string;
}

/** What a review looks at in a note. */
interface Note {
  readonly id: number;
  readonly body: string;
  readonly author: { readonly id: number };
  readonly resolved?: boolean;
  readonly resolved_by?: { readonly id: number } | null;
  readonly position?: {
    readonly new_path: string;
    readonly new_line?: number | null;
    readonly head_sha: string;
  } | null;
}

const PAGE = { perPage: 100 };

/** Of each answer what a review uses. */
const REQUEST = objectWith({
  changes_count: orNothing(text),
  diff_refs: orNothing(objectWith({ base_sha: text, head_sha: text, start_sha: text })),
});
const USER = objectWith({ id: number });
const DIFFS = listOf(objectWith({ old_path: text, new_path: text, diff: text }));
const DISCUSSIONS = listOf(
  objectWith({
    id: text,
    notes: listOf(
      objectWith({
        id: number,
        body: text,
        author: USER,
        resolved_by: orNothing(USER),
        position: orNothing(objectWith({})),
      }),
    ),
  }),
);
const DRAFTS = listOf(objectWith({ id: number, note: text }));

/** Reads from GitLab. The library takes answers apart itself, and breaks on those that are not as described. */
async function read<T>(answer: () => Promise<unknown>, shape: Shape): Promise<T> {
  let found: unknown;
  try {
    found = await answer();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return answerAs<T>("GitLab", found, shape);
}

/** GitLab, in the cloud or one's own, 16 and later. */
export function gitLab(where: GitLabRequest, network: Network): ReviewProvider {
  const { requests, discussions, drafts, notes, users } = gitLabClient(where.apiUrl, where.token, network);
  const at = [where.project, where.number] as const;
  let refs: DiffRefs | undefined;
  let hasOtherDrafts = false;
  const conversations = () =>
    read<readonly { readonly id: string; readonly notes: readonly Note[] }[]>(
      () => discussions.all(...at, PAGE),
      DISCUSSIONS,
    );
  const allDrafts = () => read<readonly Draft[]>(() => drafts.all(...at), DRAFTS);
  const isOwn = ({ note }: Draft) => findingMarkOf(note) !== undefined;
  const ownDrafts = async () => (await allDrafts()).filter(isOwn);
  const removeDraft = (id: number) => drafts.remove(...at, id);
  const draft = (placed: PlacedFinding, diffRefs: DiffRefs, previousPath: string) =>
    once(
      async () => {
        await drafts.create(...at, placed.body, { position: positionOf(placed, diffRefs, previousPath) });
        return true as const;
      },
      async () =>
        (await ownDrafts()).some(({ note }) => note === placed.body) ? (true as const) : undefined,
    );
  /** All at once, unless that would publish what a person with the same token has not finished. */
  const publish = async () => {
    if (hasOtherDrafts) {
      for (const { id } of await ownDrafts()) await drafts.publish(...at, id);
      return;
    }
    await once(
      async () => {
        await drafts.publishBulk(...at);
        return true as const;
      },
      async () => ((await ownDrafts()).length === 0 ? (true as const) : undefined),
    );
  };
  const setResolved = async ({ threadId, id }: OwnComment, resolved: boolean) => {
    await discussions.editNote(...at, threadId, Number(id), { resolved });
  };
  return {
    name: "GitLab",
    async open() {
      const { diff_refs: diffRefs, changes_count: changed } = await read<ShownRequest>(
        () => requests.show(...at),
        REQUEST,
      );
      const { id } = await read<{ readonly id: number }>(() => users.showCurrentUser(), USER);
      if (diffRefs === null || diffRefs === undefined)
        throw new ProviderError("rejected", "GitLab has no diff of this merge request yet");
      refs = diffRefs;
      const diffs = await read<readonly ListedDiff[]>(() => requests.allDiffs(...at, PAGE), DIFFS);
      const own = (await conversations()).flatMap((discussion) => {
        const note = discussion.notes[0];
        return note?.author.id === id ? [{ discussion: discussion.id, note }] : [];
      });
      const pending = await allDrafts();
      hasOtherDrafts = !pending.every(isOwn);
      const summary = own.find(({ note }) => bears(SUMMARY_MARK, note.body))?.note;
      return {
        head: diffRefs.head_sha,
        files: diffs.map(changedFile),
        comments: own.flatMap(({ discussion, note }) => ownComment(discussion, note, id, diffRefs.head_sha)),
        summary: summary === undefined ? undefined : { id: String(summary.id), body: summary.body },
        unsubmitted: pending.filter(isOwn).map((each) => String(each.id)),
        requestingChanges: undefined,
        markup: gitLabDialect(where, diffRefs.head_sha),
        // `1000+` stands for more than GitLab keeps a diff of.
        notes: changed?.endsWith("+")
          ? [`GitLab lists ${diffs.length} of the ${changed} changed files; the others were not looked at.`]
          : [],
      };
    },
    async commit() {
      return undefined;
    },
    async review({ files, unsubmitted }, { comments }) {
      if (refs === undefined || comments.length === 0) return;
      const before = new Map(files.map(({ path, previousPath }) => [path, previousPath ?? path]));
      try {
        for (const left of unsubmitted) await removeDraft(Number(left));
        for (const comment of comments) await draft(comment, refs, before.get(comment.path) ?? comment.path);
        await publish();
      } catch (error) {
        // Nobody else sees drafts; those that stay would be published with the next ones.
        await ownDrafts()
          .then(async (left) => {
            for (const { id } of left) await removeDraft(id);
          })
          .catch(() => undefined);
        throw error;
      }
    },
    async update({ threadId, id }, body) {
      await discussions.editNote(...at, threadId, Number(id), { body });
    },
    resolve: (comment) => setResolved(comment, true),
    reopen: (comment) => setResolved(comment, false),
    async summarize({ summary }, body) {
      if (summary !== undefined) {
        await notes.edit(...at, Number(summary.id), { body });
        return;
      }
      await once(
        async () => {
          await notes.create(...at, body);
          return true as const;
        },
        async () => {
          const all = (await conversations()).flatMap((discussion) => discussion.notes);
          return all.some((note) => bears(SUMMARY_MARK, note.body)) ? (true as const) : undefined;
        },
      );
    },
    async dismiss() {
      // No review of ours requests changes here.
    },
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

type DraftPosition = NonNullable<NonNullable<Parameters<GitLabClient["drafts"]["create"]>[3]>["position"]>;

/** GitLab wants the old line too where a line is in both versions. */
function positionOf(
  { path, last, hunk }: PlacedFinding,
  refs: DiffRefs,
  previousPath: string,
): DraftPosition {
  const line = hunk.lines.find((each) => each.kind !== "removed" && each.newLine === last);
  const position = {
    baseSha: refs.base_sha,
    startSha: refs.start_sha,
    headSha: refs.head_sha,
    positionType: "text" as const,
    oldPath: previousPath,
    newPath: path,
    newLine: last,
    ...(line?.kind === "context" ? { oldLine: line.oldLine } : {}),
  };
  // The library's type has lines as text; GitLab describes them as numbers.
  return position as unknown as DraftPosition;
}

function gitLabDialect({ projectUrl }: GitLabRequest, head: string): MarkupSupport {
  return {
    suggestion: (lines) => `suggestion:-${lines - 1}+0`,
    lineAddress: (path, line) =>
      `${projectUrl}/-/blob/${head}/${path.split("/").map(encodeURIComponent).join("/")}#L${line}`,
    spans: false,
  };
}
