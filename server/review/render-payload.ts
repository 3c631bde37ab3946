import { codeSpan } from "../report/markdown-text.ts";
import { plainText } from "../report/plain-text.ts";
import { asksForChanges, type ReviewPayload, reviewBody, summaryBody } from "./post-review.ts";

/** What would be posted, for a person: Markdown with every comment under the place it would stand on. */
export function payloadMarkdown(payload: ReviewPayload): string {
  const { steps } = payload;
  const parts = ["# What kong-lint would post"];
  const summary = summaryBody(payload);
  parts.push(summary === undefined ? "Nothing: there is nothing to report." : summary);
  for (const { path, first, last, body } of steps.create) {
    const lines = first === last ? `line ${last}` : `lines ${first} to ${last}`;
    parts.push(`## New comment: ${codeSpan(plainText(path))}, ${lines}`, body);
  }
  for (const { comment, body } of steps.update) {
    parts.push(`## New text of the comment on ${codeSpan(plainText(comment.path))}`, body);
  }
  for (const comment of steps.reopen) parts.push(`- would open again: ${where(comment)}`);
  for (const comment of steps.resolve) parts.push(`- would resolve: ${where(comment)}`);
  return `${parts.join("\n\n")}\n`;
}

function where({
  path,
  line,
  rule,
}: {
  readonly path: string;
  readonly line: number | undefined;
  readonly rule: string;
}): string {
  return `${codeSpan(plainText(line === undefined ? path : `${path}:${line}`))} (${rule})`;
}

/** What would be posted, for a program. */
export function payloadJson(payload: ReviewPayload): string {
  const { request, steps, plan } = payload;
  const requestsChanges = asksForChanges(payload);
  const body = reviewBody({ steps, requestsChanges });
  const shape = {
    version: 1,
    head: request.head,
    summary: summaryBody(payload) ?? null,
    review:
      body === undefined
        ? null
        : {
            event: requestsChanges ? "REQUEST_CHANGES" : "COMMENT",
            body,
            comments: steps.create.map(({ path, first, last, finding, body: text }) => ({
              path,
              firstLine: first,
              lastLine: last,
              rule: finding.rule,
              severity: finding.severity,
              fingerprint: finding.fingerprint,
              body: text,
            })),
          },
    update: steps.update.map(({ comment, body: text }) => ({ id: comment.id, body: text })),
    reopen: steps.reopen.map(({ id }) => id),
    resolve: steps.resolve.map(({ id }) => id),
    more: steps.more.length,
    outside: plan.outside.length,
    counts: plan.caused,
  };
  return `${JSON.stringify(shape, undefined, 2)}\n`;
}
