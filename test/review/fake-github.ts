import { type Conversation, type FakeRequest, serveFake } from "./fake-server.ts";
import type { GitChange } from "./git-folder.ts";
import { gitHubContract } from "./github-contract.ts";

export interface FakeComment {
  readonly id: number;
  readonly path: string;
  line: number | null;
  readonly startLine: number | undefined;
  body: string;
  readonly author: string;
  isResolved: boolean;
  resolvedBy: string | undefined;
  isOutdated: boolean;
  isMinimized: boolean;
}

interface FakeReview {
  readonly id: number;
  readonly body: string;
  state: string;
  readonly author: string;
  readonly comments: readonly FakeComment[];
}

/** GitHub as far as a review needs it: one pull request, with what was said there. */
export interface FakeGitHub extends Conversation {
  readonly url: string;
  head: string;
  changes: readonly GitChange[];
  readonly comments: FakeComment[];
  readonly summaries: { id: number; body: string; author: string }[];
  readonly reviews: FakeReview[];
  readonly blobs: Map<string, string>;
  /** Whether the list of the commit's files lacks some, as those of large repositories do. */
  treeIsCut: boolean;
}

export const BOT = "github-actions[bot]";

/** Starts it on the loopback interface; it ends with the test. */
export async function fakeGitHub(): Promise<FakeGitHub> {
  let nextId = 3_000_000_000;
  const fake: Omit<FakeGitHub, "url"> = {
    head: "",
    changes: [],
    comments: [],
    summaries: [],
    reviews: [],
    requests: [],
    problems: [],
    blobs: new Map(),
    treeIsCut: false,
    fault: () => undefined,
  };
  const url = await serveFake(fake, gitHubContract, (request, address) => {
    const [status, data] = answer(request, address);
    return { status, data };
  });
  return Object.assign(fake, { url });

  function answer({ method, body }: FakeRequest, address: URL): [number, unknown] {
    const route = `${method} ${address.pathname.replace("/repos/acme/gateway", "").replace("/pulls/7", "/pull")}`;
    const fields = (body ?? {}) as Record<string, never> & { body: string };
    const id = Number(/\/(\d+)(?:\/|$)/.exec(route)?.[1]);
    if (route === "POST /graphql") return [200, graphql()];
    if (route === "GET /pull/files") {
      const page = Number(address.searchParams.get("page") ?? 1);
      return [200, fake.changes.slice((page - 1) * 100, page * 100).map(listed)];
    }
    if (route === "POST /pull/reviews") {
      if (fake.reviews.some((review) => review.state === "PENDING"))
        return [422, { message: "one pending review" }];
      const drafts = (
        fields as unknown as { comments: { path: string; line: number; start_line?: number; body: string }[] }
      ).comments;
      const comments = drafts.map((each) => comment(each.path, each.line, each.body, each.start_line));
      if (comments.some((each) => !isShown(each))) return [422, { message: "line must be part of the diff" }];
      const review = { id: nextId++, body: fields.body, state: "PENDING", author: BOT, comments };
      fake.reviews.push(review);
      return [200, shown(review)];
    }
    if (/^POST \/pull\/reviews\/\d+\/events$/.test(route)) {
      const review = fake.reviews.find((each) => each.id === id);
      if (review?.state !== "PENDING") return [422, { message: "not pending" }];
      review.state = fields.event === ("REQUEST_CHANGES" as string) ? "CHANGES_REQUESTED" : "COMMENTED";
      fake.comments.push(...review.comments);
      return [200, shown(review)];
    }
    if (/^(GET|DELETE) \/pull\/reviews\/\d+$/.test(route)) {
      const at = fake.reviews.findIndex((each) => each.id === id);
      if (at < 0) return [404, { message: "Not Found" }];
      const review = fake.reviews[at];
      if (method === "DELETE") fake.reviews.splice(at, 1);
      return [200, review === undefined ? undefined : shown(review)];
    }
    if (/^PUT \/pull\/reviews\/\d+\/dismissals$/.test(route)) {
      const review = fake.reviews.find((each) => each.id === id);
      if (review === undefined) return [404, { message: "Not Found" }];
      review.state = "DISMISSED";
      return [200, shown(review)];
    }
    if (/^PATCH \/(pulls|issues)\/comments\/\d+$/.test(route)) {
      const found = [...fake.comments, ...fake.summaries].find((each) => each.id === id);
      if (found?.author !== BOT) return [404, { message: "Not Found" }];
      found.body = fields.body;
      return [200, { id, body: found.body }];
    }
    if (route === "POST /issues/7/comments") {
      const summary = { id: nextId++, body: fields.body, author: BOT };
      fake.summaries.push(summary);
      return [201, { id: summary.id, body: summary.body }];
    }
    if (route.startsWith("GET /git/trees/")) {
      const tree = [...fake.blobs].map(([path, text]) => ({
        path,
        mode: "100644",
        type: "blob",
        sha: hex(path),
        size: text.length,
      }));
      return [200, { tree, truncated: fake.treeIsCut }];
    }
    if (route.startsWith("GET /git/blobs/")) {
      const text = [...fake.blobs].find(([path]) => route.endsWith(hex(path)))?.[1];
      return text === undefined
        ? [404, {}]
        : [200, { content: Buffer.from(text).toString("base64"), encoding: "base64" }];
    }
    return [404, { message: `no route ${route}` }];
  }

  function comment(path: string, line: number, body: string, startLine: number | undefined): FakeComment {
    return {
      id: nextId++,
      path,
      line,
      startLine,
      body,
      author: BOT,
      isResolved: false,
      resolvedBy: undefined,
      isOutdated: false,
      isMinimized: false,
    };
  }

  /** GitHub takes comments only on lines of one hunk. */
  function isShown({ path, line, startLine }: FakeComment): boolean {
    const patch = fake.changes.find((change) => change.path === path)?.patch ?? "";
    return [...patch.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].some((hunk) => {
      const first = Number(hunk[1]);
      const last = first + Number(hunk[2] ?? 1) - 1;
      return first <= (startLine ?? line ?? 0) && (line ?? 0) <= last;
    });
  }

  /** What GitHub's schema makes its answers of. */
  function graphql(): object {
    const pullRequest = {
      headRefOid: fake.head,
      changedFiles: fake.changes.length,
      reviewThreads: ({ after }: { readonly after?: string | null }) => threads(Number(after ?? 0)),
      comments: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: fake.summaries.map(authored) },
      reviews: ({ states }: { readonly states: readonly string[] }) => ({
        nodes: fake.reviews
          .filter(({ state }) => states.includes(state))
          .map((each) => ({ ...authored(each), state: each.state })),
      }),
    };
    const at = (node: string) => {
      const found = fake.comments.find(({ id }) => `T${id}` === node || `C${id}` === node);
      if (found === undefined) throw Object.assign(new Error("no such node"), { type: "NOT_FOUND" });
      return found;
    };
    type Thread = { readonly input: { readonly threadId: string } };
    type Subject = { readonly input: { readonly subjectId: string } };
    const minimized = ({ input }: Subject, isMinimized: boolean) => {
      at(input.subjectId).isMinimized = isMinimized;
      return { __typename: "PullRequestReviewComment", isMinimized };
    };
    return {
      viewer: { login: BOT },
      repository: { pullRequest },
      resolveReviewThread({ input }: Thread) {
        Object.assign(at(input.threadId), { isResolved: true, resolvedBy: "github-actions" });
        return { thread: { id: input.threadId } };
      },
      unresolveReviewThread({ input }: Thread) {
        Object.assign(at(input.threadId), { isResolved: false, resolvedBy: undefined });
        return { thread: { id: input.threadId } };
      },
      minimizeComment: (given: Subject) => ({ minimizedComment: minimized(given, true) }),
      unminimizeComment: (given: Subject) => ({ unminimizedComment: minimized(given, false) }),
    };
  }

  function threads(from: number): object {
    const nodes = fake.comments.slice(from, from + 100).map((each) => ({
      id: `T${each.id}`,
      isResolved: each.isResolved,
      isOutdated: each.isOutdated,
      path: each.path,
      line: each.isOutdated ? null : each.line,
      resolvedBy: each.resolvedBy === undefined ? null : { login: each.resolvedBy },
      comments: { nodes: [{ ...authored(each), id: `C${each.id}`, isMinimized: each.isMinimized }] },
    }));
    return {
      pageInfo: { hasNextPage: from + 100 < fake.comments.length, endCursor: String(from + nodes.length) },
      nodes,
    };
  }
}

function shown({ id, body, state }: FakeReview): object {
  return { id, body, state };
}

function authored({ id, body, author }: { id: number; body: string; author: string }) {
  return { fullDatabaseId: String(id), body, viewerDidAuthor: author === BOT };
}

function listed({ status, path, previous, patch }: GitChange): object {
  return {
    filename: path,
    status,
    previous_filename: status === "renamed" ? previous : undefined,
    patch,
  };
}

function hex(path: string): string {
  return Buffer.from(path).toString("hex");
}
