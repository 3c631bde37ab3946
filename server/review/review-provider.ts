import type { ChangedFile } from "./changed-file.ts";
import type { Commit } from "./commit.ts";
import type { MarkupSupport } from "./markup-support.ts";
import type { PlacedFinding } from "./plan-review.ts";
import type { OwnComment } from "./reconcile-comments.ts";

/** A pull or merge request as it stands, and what kong-lint left there before. */
export interface OpenRequest {
  /** The commit that its diff ends with. */
  readonly head: string;
  readonly files: readonly ChangedFile[];
  readonly comments: readonly OwnComment[];
  readonly summary: { readonly id: string; readonly body: string } | undefined;
  /** Reviews of ours that a run began and never submitted. */
  readonly unsubmitted: readonly string[];
  /** A review of ours that still requests changes. */
  readonly requestingChanges: string | undefined;
  readonly markup: MarkupSupport;
  /** What of the request the provider does not show, in sentences of Markdown. */
  readonly notes: readonly string[];
}

/** What is posted at once. */
export interface NewReview {
  readonly body: string;
  readonly comments: readonly PlacedFinding[];
  readonly requestsChanges: boolean;
}

/**
 * Where requests are reviewed. Every method asks the network, and throws a `ProviderError` for a refusal or a failure
 * that did not pass.
 */
export interface ReviewProvider {
  readonly name: "GitHub" | "GitLab";
  open(): Promise<OpenRequest>;
  /** The files of a commit, for a run without a checkout. undefined where the provider has no quick way to give them. */
  commit(head: string): Promise<Commit | undefined>;
  /** Posts all or nothing: as a draft first, which is then submitted. */
  review(request: OpenRequest, review: NewReview): Promise<void>;
  update(comment: OwnComment, body: string): Promise<void>;
  resolve(comment: OwnComment): Promise<void>;
  reopen(comment: OwnComment): Promise<void>;
  summarize(request: OpenRequest, body: string): Promise<void>;
  /** Takes back a request for changes. */
  dismiss(review: string, message: string): Promise<void>;
}
