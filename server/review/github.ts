import { Octokit } from "@octokit/core";
import {
  answerAs,
  number as count,
  listOf,
  objectWith,
  orNothing,
  type Shape,
  text,
} from "./answer-shape.ts";
import type { ChangedFile } from "./changed-file.ts";
import type { Commit } from "./commit.ts";
import { fetchWithRetry, isRateLimited, type Network } from "./fetch-with-retry.ts";
import {
  HIDE,
  REOPEN,
  RESOLVE,
  readState,
  SHOW,
  STATE_QUERY,
  STATE_SHAPE,
  type StateAnswer,
} from "./github-state.ts";
import { LimitError } from "./limited-fetch.ts";
import type { MarkupSupport } from "./markup-support.ts";
import { once } from "./once.ts";
import type { PlacedFinding } from "./plan-review.ts";
import { ProviderError, problemOf } from "./provider-error.ts";
import { redactToken } from "./redact-token.ts";
import type { NewReview, OpenRequest, ReviewProvider } from "./review-provider.ts";

/** Which pull request, and how to reach it. */
export interface GitHubRequest {
  readonly owner: string;
  readonly repository: string;
  readonly number: number;
  readonly token: string;
  /** `https://api.github.com`, or that of an enterprise server, without a slash at its end. */
  readonly apiUrl: string;
  /** `https://github.com` likewise, for links. */
  readonly serverUrl: string;
}

/** GitHub lists no more files of a request than these. */
const MOST_FILES = 3000;
const PAGE = 100;

interface ListedFile {
  readonly filename: string;
  readonly previous_filename?: string;
  readonly status: string;
  readonly patch?: string;
}

/** Of each answer what a review uses. */
const FILES = listOf(
  objectWith({
    filename: text,
    status: text,
    previous_filename: orNothing(text),
    patch: orNothing(text),
  }),
);
const TREE = objectWith({
  tree: listOf(objectWith({ path: orNothing(text), mode: orNothing(text), sha: orNothing(text) })),
});
const BLOB = objectWith({ content: text });
const MADE = objectWith({ id: count });
const REVIEW = objectWith({ state: text });
const ANYTHING: Shape = (value) => typeof value === "object" && value !== null;

/** GitHub, or a GitHub Enterprise Server. */
export function gitHub(where: GitHubRequest, network: Network): ReviewProvider {
  const octokit = new Octokit({
    auth: where.token,
    baseUrl: where.apiUrl,
    userAgent: "kong-lint",
    request: { fetch: fetchWithRetry(network) },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  const { owner, repository: repo, number } = where;
  const request = async <T>(
    route: string,
    parameters: Record<string, unknown> = {},
    shape: Shape = ANYTHING,
  ): Promise<T> => {
    try {
      const { data } = await octokit.request(route, {
        owner,
        repo,
        headers: { "x-github-api-version": "2022-11-28" },
        ...parameters,
      });
      return answerAs<T>("GitHub", objectOf(data), shape);
    } catch (error) {
      throw plainError(error, where.token);
    }
  };
  const graphql = async <T>(
    query: string,
    variables: Record<string, unknown>,
    shape: Shape = ANYTHING,
  ): Promise<T> => {
    try {
      return answerAs<T>("GitHub", objectOf(await octokit.graphql<T>(query, variables)), shape);
    } catch (error) {
      throw plainError(error, where.token);
    }
  };
  const state = () =>
    readState((cursors) =>
      graphql<StateAnswer>(STATE_QUERY, { owner, name: repo, number, ...cursors }, STATE_SHAPE),
    );
  const files = async (changed: number): Promise<readonly ChangedFile[]> => {
    const listed: ChangedFile[] = [];
    const pages = Math.ceil(Math.min(changed, MOST_FILES) / PAGE);
    for (let page = 1; page <= pages; page++) {
      const rows = await request<readonly ListedFile[]>(
        "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
        {
          pull_number: number,
          per_page: PAGE,
          page,
        },
        FILES,
      );
      listed.push(...rows.map(changedFile));
    }
    return listed;
  };
  const reviews = "/repos/{owner}/{repo}/pulls/{pull_number}/reviews";
  const remove = (id: string) =>
    request(`DELETE ${reviews}/{review_id}`, { pull_number: number, review_id: Number(id) });

  const createDraft = (head: string, { body, comments }: NewReview): Promise<string> =>
    once(
      async () => {
        const made = await request<{ readonly id: number }>(
          `POST ${reviews}`,
          { pull_number: number, commit_id: head, body, comments: comments.map(draftComment) },
          MADE,
        );
        return String(made.id);
      },
      async () => (await state())?.unsubmitted.at(-1),
    );
  const submit = (id: string, { body, requestsChanges }: NewReview): Promise<true> =>
    once(
      async () => {
        await request(`POST ${reviews}/{review_id}/events`, {
          pull_number: number,
          review_id: Number(id),
          body,
          event: requestsChanges ? "REQUEST_CHANGES" : "COMMENT",
        });
        return true as const;
      },
      async () => {
        const now = await request<{ readonly state: string }>(
          `GET ${reviews}/{review_id}`,
          { pull_number: number, review_id: Number(id) },
          REVIEW,
        );
        return now.state === "PENDING" ? undefined : (true as const);
      },
    );
  return {
    name: "GitHub",
    async open() {
      const now = await state();
      if (now === undefined)
        throw new ProviderError("not-found", `${owner}/${repo} has no pull request ${number}`);
      const { changedFiles } = now;
      const notes =
        changedFiles <= MOST_FILES
          ? []
          : [
              `GitHub lists ${MOST_FILES} of the ${changedFiles} changed files; the others were not looked at.`,
            ];
      return { ...now, files: await files(changedFiles), markup: gitHubDialect(where, now.head), notes };
    },
    async commit(head): Promise<Commit> {
      const { tree, truncated } = await request<{
        readonly truncated?: boolean;
        readonly tree: readonly { path?: string; mode?: string; sha?: string; size?: number }[];
      }>("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", { tree_sha: head, recursive: "1" }, TREE);
      if (truncated === true) {
        throw new ProviderError(
          "rejected",
          `GitHub lists only some of the files of so large a repository; check out the commit ${head} before the review`,
        );
      }
      const entries = tree.flatMap(({ path, mode, sha, size }) =>
        path === undefined || sha === undefined || mode === "040000"
          ? []
          : [[path, { id: sha, size: size ?? 0, isFile: mode?.startsWith("100") === true }] as const],
      );
      return {
        entries: new Map(entries),
        async read({ id }) {
          const { content } = await request<{ readonly content: string }>(
            "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
            { file_sha: id },
            BLOB,
          );
          return fromBase64(content);
        },
      };
    },
    async review({ head, unsubmitted }, review) {
      for (const left of unsubmitted) await remove(left);
      const id = await createDraft(head, review);
      try {
        await submit(id, review);
      } catch (error) {
        // Nobody else sees a draft; one that stays would only be in the way of the next run.
        await remove(id).catch(() => undefined);
        throw error;
      }
    },
    async update({ id }, body) {
      await request("PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}", {
        comment_id: Number(id),
        body,
      });
    },
    async resolve({ threadId, nodeId }) {
      await unlessForbidden(
        () => graphql(RESOLVE, { id: threadId }),
        // The token of a workflow may hide a comment also where it may not resolve a conversation.
        () => graphql(HIDE, { id: nodeId }),
      );
    },
    async reopen({ threadId, nodeId }) {
      await unlessForbidden(
        () => graphql(REOPEN, { id: threadId }),
        () => Promise.resolve(),
      );
      await graphql(SHOW, { id: nodeId });
    },
    async summarize({ summary }: OpenRequest, body) {
      if (summary !== undefined) {
        await request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
          comment_id: Number(summary.id),
          body,
        });
        return;
      }
      await once(
        async () => {
          await request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
            issue_number: number,
            body,
          });
          return true as const;
        },
        async () => ((await state())?.summary === undefined ? undefined : (true as const)),
      );
    },
    async dismiss(review, message) {
      await request(`PUT ${reviews}/{review_id}/dismissals`, {
        pull_number: number,
        review_id: Number(review),
        message,
        event: "DISMISS",
      });
    },
  };
}

function changedFile({ filename, previous_filename, status, patch }: ListedFile): ChangedFile {
  return {
    path: filename,
    previousPath: status === "added" || status === "copied" ? undefined : (previous_filename ?? filename),
    isRemoved: status === "removed",
    // A rename without a change has no diff, and nothing is missing.
    patch: patch ?? (status === "renamed" ? "" : undefined),
  };
}

function draftComment({ path, first, last, body }: PlacedFinding): Record<string, unknown> {
  const span = first === last ? {} : { start_line: first, start_side: "RIGHT" };
  return { path, line: last, side: "RIGHT", ...span, body };
}

function gitHubDialect({ serverUrl, owner, repository }: GitHubRequest, head: string): MarkupSupport {
  return {
    suggestion: () => "suggestion",
    lineAddress: (path, line) =>
      `${serverUrl}/${owner}/${repository}/blob/${head}/${path.split("/").map(encodeURIComponent).join("/")}#L${line}`,
    spans: true,
  };
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
}

async function unlessForbidden(
  first: () => Promise<unknown>,
  otherwise: () => Promise<unknown>,
): Promise<void> {
  try {
    await first();
  } catch (error) {
    if (!(error instanceof ProviderError) || error.problem !== "forbidden") throw error;
    await otherwise();
  }
}

/** What GitHub answers with; a page of a server in between is no answer of GitHub's. */
function objectOf(data: unknown): object {
  if (typeof data === "object" && data !== null) return data;
  throw new ProviderError("unavailable", "GitHub answers with something else than JSON");
}

/** What octokit throws, in words for a person and without the request, which holds the token. */
function plainError(error: unknown, token: string): ProviderError {
  if (error instanceof ProviderError) return error;
  if (error instanceof Error && error.cause instanceof LimitError)
    return new ProviderError("unavailable", `GitHub ${error.cause.message}`);
  const fields: Record<string, unknown> = typeof error === "object" && error !== null ? { ...error } : {};
  const message = error instanceof Error ? error.message : "no answer";
  const words = redactToken(message.split("\n")[0] ?? "", token).replace(/ - https?:\S+$/, "");
  if (Array.isArray(fields.errors) && error instanceof Error && error.name === "GraphqlResponseError") {
    const types = fields.errors.map((each: { readonly type?: unknown }) => each.type);
    const problem = types.includes("FORBIDDEN")
      ? "forbidden"
      : types.includes("NOT_FOUND")
        ? "not-found"
        : types.includes("RATE_LIMITED")
          ? "unavailable"
          : "rejected";
    return new ProviderError(problem, `GitHub: ${words}`);
  }
  const response = fields.response as { readonly headers?: Record<string, unknown> } | undefined;
  const status = typeof fields.status === "number" ? fields.status : 500;
  if (response === undefined) return new ProviderError("unavailable", "GitHub does not answer");
  const headers = { get: (name: string) => (response.headers?.[name] ?? null) as string | null };
  return new ProviderError(
    // A limit of writing comes without a header that says so, and would else pass for a token that may only read.
    problemOf(status, isRateLimited(status, headers) || (status === 403 && /rate limit/i.test(words))),
    `GitHub answers ${status}: ${words}`,
  );
}
