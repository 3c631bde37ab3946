import type { ConfigurationDiff } from "../diff/configuration-diff.ts";
import { count } from "../report/words.ts";
import { REVIEW_MARK } from "./markers.ts";
import type { ReviewPlan } from "./plan-review.ts";
import { ProviderError } from "./provider-error.ts";
import type { Reconciliation } from "./reconcile-comments.ts";
import { renderSummary } from "./render-summary.ts";
import type { OpenRequest, ReviewProvider } from "./review-provider.ts";

/** What posting came to. */
export interface PostOutcome {
  readonly posted: readonly string[];
  readonly failed: readonly { readonly what: string; readonly why: string }[];
  /** The token may not write at all: nothing was posted. */
  readonly isReadOnly: boolean;
}

/** What is to be posted. */
export interface ReviewPayload {
  readonly request: OpenRequest;
  readonly plan: ReviewPlan;
  /** What Kong does differently after the request. */
  readonly changes: readonly ConfigurationDiff[];
  readonly steps: Reconciliation;
  readonly limit: number;
  readonly notes: readonly string[];
  readonly requestsChanges: boolean;
}

/** The text above the comments of one run; nothing where there is nothing to say. */
export function reviewBody({
  steps,
  requestsChanges,
}: Pick<ReviewPayload, "steps" | "requestsChanges">): string | undefined {
  const { create } = steps;
  if (create.length === 0 && !requestsChanges) return undefined;
  const words =
    create.length === 0
      ? "This change still has errors that kong-lint found."
      : `kong-lint has ${count(create.length, "comment")} on this change.`;
  return `${words}\n\n${REVIEW_MARK}`;
}

/**
 * The summary of a run, or undefined where nobody needs one: nothing was found, no configuration that was there before changed, and no
 * earlier run said otherwise.
 */
export function summaryBody(payload: ReviewPayload, notTaken?: string): string | undefined {
  const { request, plan, changes, steps, limit, notes } = payload;
  const isQuiet =
    plan.placed.length === 0 && plan.outside.length === 0 && changes.every(({ units }) => units.length === 0);
  if (isQuiet && request.summary === undefined) return undefined;
  return renderSummary(plan, steps, { limit, notes, notTaken, changes }, request.markup);
}

/** Whether this run asks for changes: only once, for the request stands until it is taken back. */
export function asksForChanges({
  request,
  requestsChanges,
}: Pick<ReviewPayload, "request" | "requestsChanges">): boolean {
  return requestsChanges && request.requestingChanges === undefined;
}

/**
 * Posts a review step by step. A step that fails is taken down, and the others go on; only where the very first is
 * forbidden the token can do nothing, and nothing more is tried.
 */
export async function postReview(provider: ReviewProvider, payload: ReviewPayload): Promise<PostOutcome> {
  const { request, steps } = payload;
  const posted: string[] = [];
  const failed: { what: string; why: string }[] = [];
  let isReadOnly = false;
  let notTaken: string | undefined;
  const attempt = async (what: string, act: () => Promise<void>): Promise<boolean> => {
    if (isReadOnly) return false;
    try {
      await act();
      posted.push(what);
      return true;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (error.problem === "forbidden" && posted.length === 0 && failed.length === 0) isReadOnly = true;
      else failed.push({ what, why: error.message });
      return false;
    }
  };

  const requestsChanges = asksForChanges(payload);
  const body = reviewBody({ steps, requestsChanges });
  if (body !== undefined) {
    const what = `a review with ${count(steps.create.length, "comment")}`;
    const taken = await attempt(what, () =>
      provider.review(request, { body, comments: steps.create, requestsChanges }),
    );
    if (!taken) notTaken = `${provider.name} did not take the comments on lines.`;
  }
  for (const comment of steps.reopen) {
    await attempt(`opened the comment on ${comment.path} again`, () => provider.reopen(comment));
  }
  for (const { comment, body: text } of steps.update) {
    await attempt(`a new text for the comment on ${comment.path}`, () => provider.update(comment, text));
  }
  for (const comment of steps.resolve) {
    await attempt(`resolved the comment on ${comment.path}`, () => provider.resolve(comment));
  }
  const summary = summaryBody(payload, notTaken);
  if (summary !== undefined && summary.trim() !== request.summary?.body.replaceAll("\r\n", "\n").trim()) {
    await attempt("the summary", () => provider.summarize(request, summary));
  }
  const taken = request.requestingChanges;
  if (taken !== undefined && !payload.requestsChanges) {
    await attempt("withdrew the request for changes", () =>
      provider.dismiss(taken, "The errors that kong-lint found have been fixed."),
    );
  }
  return { posted, failed, isReadOnly };
}
