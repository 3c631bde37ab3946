import { listOf, number, objectWith, orNothing, type Shape, text } from "./answer-shape.ts";
import { bears, findingMarkOf, REVIEW_MARK, SUMMARY_MARK } from "./markers.ts";
import type { OwnComment } from "./reconcile-comments.ts";

/** How a request stands and what was said there: pages of conversations and comments, walked side by side. */
export const STATE_QUERY = `query kongLintState($owner: String!, $name: String!, $number: Int!, $threads: String, $comments: String) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      headRefOid
      changedFiles
      reviewThreads(first: 100, after: $threads) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id isResolved isOutdated path line
          resolvedBy { login }
          comments(first: 1) { nodes { id fullDatabaseId body viewerDidAuthor isMinimized } }
        }
      }
      comments(first: 100, after: $comments) {
        pageInfo { hasNextPage endCursor }
        nodes { fullDatabaseId body viewerDidAuthor }
      }
      reviews(last: 100, states: [PENDING, CHANGES_REQUESTED]) {
        nodes { fullDatabaseId state body viewerDidAuthor }
      }
    }
  }
}`;

export const RESOLVE = `mutation kongLintResolve($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { id } } }`;
export const REOPEN = `mutation kongLintReopen($id: ID!) { unresolveReviewThread(input: { threadId: $id }) { thread { id } } }`;
export const HIDE = `mutation kongLintHide($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } } }`;
export const SHOW = `mutation kongLintShow($id: ID!) { unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } } }`;

interface Page<T> {
  readonly pageInfo?: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly (T | null)[] | null;
}

interface Authored {
  readonly fullDatabaseId: string | number | null;
  readonly body: string;
  readonly viewerDidAuthor: boolean;
}

interface Thread {
  readonly id: string;
  readonly isResolved: boolean;
  readonly isOutdated: boolean;
  readonly path: string;
  readonly line: number | null;
  readonly resolvedBy: { readonly login: string } | null;
  readonly comments: Page<Authored & { readonly id: string; readonly isMinimized: boolean }>;
}

/** What {@link STATE_QUERY} is answered with. */
export interface StateAnswer {
  readonly viewer: { readonly login: string };
  readonly repository: {
    readonly pullRequest: {
      readonly headRefOid: string;
      readonly changedFiles: number;
      readonly reviewThreads: Page<Thread>;
      readonly comments: Page<Authored>;
      readonly reviews: Page<Authored & { readonly state: string }>;
    } | null;
  } | null;
}

const pageOf = (shape: Shape): Shape =>
  objectWith({ pageInfo: orNothing(objectWith({})), nodes: orNothing(listOf(orNothing(shape))) });
const LOGIN = objectWith({ login: text });
const AUTHORED = objectWith({ body: text });

/** Of a {@link StateAnswer} what is used without a question. */
export const STATE_SHAPE: Shape = objectWith({
  viewer: LOGIN,
  repository: orNothing(
    objectWith({
      pullRequest: orNothing(
        objectWith({
          headRefOid: text,
          changedFiles: number,
          reviewThreads: pageOf(
            objectWith({ id: text, path: text, resolvedBy: orNothing(LOGIN), comments: pageOf(AUTHORED) }),
          ),
          comments: pageOf(AUTHORED),
          reviews: pageOf(AUTHORED),
        }),
      ),
    }),
  ),
});

/** All pages of the state of a request, with only what is kong-lint's own. */
export interface GitHubState {
  readonly head: string;
  readonly changedFiles: number;
  readonly comments: readonly OwnComment[];
  readonly summary: { readonly id: string; readonly body: string } | undefined;
  readonly unsubmitted: readonly string[];
  readonly requestingChanges: string | undefined;
}

/**
 * Walks the state of a request page by page.
 * @param ask sends the query with cursors; undefined where there is no such request
 */
export async function readState(
  ask: (cursors: {
    readonly threads: string | null;
    readonly comments: string | null;
  }) => Promise<StateAnswer>,
): Promise<GitHubState | undefined> {
  const own: OwnComment[] = [];
  let summary: GitHubState["summary"];
  let cursors: { threads: string | null; comments: string | null } = { threads: null, comments: null };
  for (;;) {
    const { viewer, repository } = await ask(cursors);
    const request = repository?.pullRequest;
    if (request === null || request === undefined) return undefined;
    const known = new Set(own.map(({ threadId }) => threadId));
    for (const thread of request.reviewThreads.nodes ?? []) {
      const comment = thread === null || known.has(thread.id) ? undefined : ownComment(thread, viewer.login);
      if (comment !== undefined) own.push(comment);
    }
    const found = (request.comments.nodes ?? []).find(
      (each) => each?.viewerDidAuthor === true && bears(SUMMARY_MARK, each.body),
    );
    if (found !== null && found !== undefined) {
      summary ??= { id: String(found.fullDatabaseId), body: found.body };
    }
    const { reviewThreads, comments } = request;
    if (reviewThreads.pageInfo?.hasNextPage !== true && comments.pageInfo?.hasNextPage !== true) {
      const reviews = (request.reviews.nodes ?? []).flatMap((review) =>
        review?.viewerDidAuthor === true && bears(REVIEW_MARK, review.body) ? [review] : [],
      );
      const inState = (state: string) =>
        reviews.filter((review) => review.state === state).map((review) => String(review.fullDatabaseId));
      return {
        head: request.headRefOid,
        changedFiles: request.changedFiles,
        comments: own,
        summary,
        unsubmitted: inState("PENDING"),
        requestingChanges: inState("CHANGES_REQUESTED").at(-1),
      };
    }
    cursors = {
      threads: reviewThreads.pageInfo?.endCursor ?? cursors.threads,
      comments: comments.pageInfo?.endCursor ?? cursors.comments,
    };
  }
}

function ownComment(thread: Thread, viewer: string): OwnComment | undefined {
  const comment = thread.comments.nodes?.[0];
  const mark = comment === null || comment === undefined ? undefined : findingMarkOf(comment.body);
  if (comment === null || comment === undefined || mark === undefined || !comment.viewerDidAuthor)
    return undefined;
  const isOurs = plainLogin(thread.resolvedBy?.login) === plainLogin(viewer);
  return {
    id: String(comment.fullDatabaseId),
    threadId: thread.id,
    nodeId: comment.id,
    ...mark,
    body: comment.body,
    path: thread.path,
    line: thread.isOutdated ? undefined : (thread.line ?? undefined),
    state: thread.isResolved
      ? isOurs
        ? "resolved-by-us"
        : "resolved-by-others"
      : comment.isMinimized
        ? "resolved-by-us"
        : "open",
  };
}

/** GitHub names an application with and without `[bot]`. */
function plainLogin(login: string | undefined): string | undefined {
  return login?.replace(/\[bot\]$/, "");
}
