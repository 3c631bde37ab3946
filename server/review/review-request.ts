import { memoizeBy } from "../../grammar/text/memoize.ts";
import type { Platform } from "../platform/platform.ts";
import type { CommitEntry } from "./commit.ts";
import { gitCommit } from "./git-commit.ts";
import { lintRequest, type ReviewSettings } from "./lint-request.ts";
import { planReview } from "./plan-review.ts";
import type { ReviewPayload } from "./post-review.ts";
import { ProviderError } from "./provider-error.ts";
import { reconcileComments } from "./reconcile-comments.ts";
import type { ReviewProvider } from "./review-provider.ts";

/** What a review is to be like. */
export interface ReviewOptions extends ReviewSettings {
  /** How many comments may stand on lines at once. */
  readonly limit: number;
  readonly requestChangesOnError: boolean;
}

/** Looks at a request, lints it, and says what is to be posted. Nothing is written anywhere. */
export async function prepareReview(
  provider: ReviewProvider,
  options: ReviewOptions,
  platform: Platform,
): Promise<ReviewPayload> {
  const request = await provider.open();
  const commit = (await gitCommit(request.head, platform)) ?? (await provider.commit(request.head));
  if (commit === undefined) {
    throw new ProviderError(
      "not-found",
      `the commit ${request.head} of the request is not in this checkout; \`git fetch origin ${request.head}\` gets it`,
    );
  }
  // A changed file is read for its text before and for its text after.
  const reading = {
    entries: commit.entries,
    read: memoizeBy(
      ({ id }: CommitEntry) => id,
      (entry) => commit.read(entry),
    ),
  };
  const { files, changes, notes } = await lintRequest(request.files, reading, options);
  const plan = planReview(files, request.markup);
  return {
    request,
    plan,
    changes,
    steps: reconcileComments(plan, request.comments, options.limit),
    limit: options.limit,
    notes: [...request.notes, ...notes],
    requestsChanges: options.requestChangesOnError && plan.caused.errors > 0,
  };
}
