import type { PlacedFinding, ReviewPlan } from "./plan-review.ts";

/** A comment of kong-lint's own that an earlier run left on a line. */
export interface OwnComment {
  readonly id: string;
  /** The conversation that it began. */
  readonly threadId: string;
  /** What hiding it asks for, where that is another name than {@link id}. */
  readonly nodeId: string;
  readonly fingerprint: string;
  readonly rule: string;
  readonly body: string;
  readonly path: string;
  /** The last line it stands on now, from 1; undefined once the line has left the diff. */
  readonly line: number | undefined;
  readonly state: "open" | "resolved-by-us" | "resolved-by-others";
}

/** What is to be done so that the comments say what there is to say, each thing once. */
export interface Reconciliation {
  readonly create: readonly PlacedFinding[];
  readonly update: readonly { readonly comment: OwnComment; readonly body: string }[];
  /** Comments of ours that were closed as fixed, and whose finding is back. */
  readonly reopen: readonly OwnComment[];
  readonly resolve: readonly OwnComment[];
  /** Findings that are commented on after this run. */
  readonly shown: readonly PlacedFinding[];
  /** Findings for which there was no room. */
  readonly more: readonly PlacedFinding[];
  /** Findings whose comment a person closed: they have been seen. */
  readonly dismissed: readonly PlacedFinding[];
}

/**
 * Compares what is to be said with what stands there.
 * @param limit how many comments may be open at once; those that stand already come first
 */
export function reconcileComments(
  plan: ReviewPlan,
  existing: readonly OwnComment[],
  limit: number,
): Reconciliation {
  const matches = matchComments(plan.placed, existing);
  const used = new Set([...matches.values()].map(({ comment }) => comment));
  const update: { comment: OwnComment; body: string }[] = [];
  const reopen: OwnComment[] = [];
  const shown: PlacedFinding[] = [];
  const dismissed: PlacedFinding[] = [];
  const wanting: PlacedFinding[] = [];
  const resolve = existing.filter(
    (comment) => comment.state === "open" && !used.has(comment) && !isPresent(plan, comment),
  );
  const closed = new Set(resolve);
  const stays = existing.filter(
    (comment) => comment.state === "open" && !used.has(comment) && !closed.has(comment),
  ).length;
  for (const placed of plan.placed) {
    const match = matches.get(placed);
    if (match === undefined) wanting.push(placed);
    else if (match.comment.state === "resolved-by-others") dismissed.push(placed);
    else if (match.hasMoved) {
      if (match.comment.state === "open") resolve.push(match.comment);
      wanting.push(placed);
    } else {
      shown.push(placed);
      if (match.comment.state === "resolved-by-us") reopen.push(match.comment);
      if (normal(match.comment.body) !== normal(placed.body)) {
        update.push({ comment: match.comment, body: placed.body });
      }
    }
  }
  const room = Math.max(0, limit - shown.length - stays);
  const create = wanting.slice(0, room);
  return {
    create,
    update,
    reopen,
    resolve,
    shown: [...shown, ...create],
    more: wanting.slice(room),
    dismissed,
  };
}

interface Match {
  readonly comment: OwnComment;
  /** It is about the same finding, and stands elsewhere. */
  readonly hasMoved: boolean;
}

/** A comment belongs to a finding of its rule on its line; else to the one with its fingerprint, wherever that is now. */
function matchComments(
  placed: readonly PlacedFinding[],
  existing: readonly OwnComment[],
): ReadonlyMap<PlacedFinding, Match> {
  const free = new Set(existing);
  const matches = new Map<PlacedFinding, Match>();
  const pass = (fits: (comment: OwnComment, finding: PlacedFinding) => boolean, hasMoved: boolean) => {
    for (const finding of placed) {
      if (matches.has(finding)) continue;
      const comment = [...free].find((each) => fits(each, finding));
      if (comment === undefined) continue;
      free.delete(comment);
      matches.set(finding, { comment, hasMoved });
    }
  };
  const isSame = (comment: OwnComment, { finding }: PlacedFinding) =>
    comment.fingerprint === finding.fingerprint;
  const isHere = (comment: OwnComment, { path, last, finding }: PlacedFinding) =>
    comment.path === path && comment.line === last && comment.rule === finding.rule;
  pass((comment, finding) => isSame(comment, finding) && isHere(comment, finding), false);
  pass(isHere, false);
  pass(isSame, true);
  return matches;
}

/** Whether what a comment is about is still found, though it is not commented on in this run. */
function isPresent({ present }: ReviewPlan, comment: OwnComment): boolean {
  if (comment.line === undefined) return false;
  return present.some(
    ({ path, line, finding }) =>
      path === comment.path &&
      finding.rule === comment.rule &&
      (line === comment.line || finding.fingerprint === comment.fingerprint),
  );
}

/** Providers may change line breaks and blanks at the end. */
function normal(body: string): string {
  return body.replaceAll("\r\n", "\n").trim();
}
