import type { ConfigurationDiff, DiffPlace } from "../diff/configuration-diff.ts";
import { diffMarkdown, diffOverview } from "../diff/diff-markdown.ts";
import { summarize } from "../engine/report.ts";
import { releaseWords } from "../report/file-release.ts";
import { codeSpan, escapeMarkdown } from "../report/markdown-text.ts";
import { plainText } from "../report/plain-text.ts";
import { count, summaryWords } from "../report/words.ts";
import { SUMMARY_MARK } from "./markers.ts";
import type { MarkupSupport } from "./markup-support.ts";
import type { ListedFinding, ReviewPlan } from "./plan-review.ts";
import type { Reconciliation } from "./reconcile-comments.ts";
import { renderRow, SIGNS } from "./render-comment.ts";

/** What a summary says besides the findings. */
export interface SummaryFacts {
  readonly limit: number;
  /** Sentences about files that could not be looked at as others are. */
  readonly notes: readonly string[];
  /** Why comments on lines are listed here instead, where the provider did not take them. */
  readonly notTaken: string | undefined;
  /** What Kong does differently after the request. */
  readonly changes: readonly ConfigurationDiff[];
}

/** GitHub takes 65,536 characters; the rest of a comment needs some of them. */
const MOST_ROWS = 50_000;
/** Characters of what changes for Kong. */
const MOST_CHANGES = 20_000;
/** Files that are named one by one. */
const MOST_FILES = 30;

/** The Markdown of the comment that sums a review up. */
export function renderSummary(
  plan: ReviewPlan,
  done: Pick<Reconciliation, "shown" | "more" | "dismissed">,
  facts: SummaryFacts,
  markup: MarkupSupport,
): string {
  const words = summaryWords(plan.caused);
  const parts = [
    words === ""
      ? `### kong-lint: ✅ nothing to report about this change`
      : `### kong-lint: ${worst(plan)} ${words} in this change`,
  ];
  const listed = fileRows(plan);
  if (listed.length > 0) parts.push(listed.join("\n"));
  parts.push(...changeParts(facts, markup));
  parts.push(...commentWords(done, facts, plan.placed.length + plan.outside.length));
  const room = { left: MOST_ROWS };
  const more = facts.notTaken === undefined ? done.more : [...done.shown, ...done.more];
  if (more.length > 0) {
    const title =
      facts.notTaken === undefined
        ? `${more.length} more on changed lines`
        : `${count(more.length, "finding")} on changed lines`;
    parts.push(folded(title, more, markup, room));
  }
  if (plan.outside.length > 0) {
    parts.push(
      folded(
        `${count(plan.outside.length, "finding")} outside the diff, caused by this change`,
        plan.outside,
        markup,
        room,
      ),
    );
  }
  if (plan.earlier > 0) {
    const earlier =
      plan.earlier === 1
        ? "1 finding that this change leaves alone is"
        : `${plan.earlier} findings that this change leaves alone are`;
    parts.push(
      `${earlier} not counted here; \`kong-lint\` on the whole file shows ${plan.earlier === 1 ? "it" : "them"}.`,
    );
  }
  parts.push(...facts.notes.map((note) => `> ${note}`));
  return `${parts.join("\n\n")}\n\n${SUMMARY_MARK}`;
}

/** What changes for Kong; where it is too long for a comment, a sentence for each file. */
function changeParts({ changes }: SummaryFacts, markup: MarkupSupport): readonly string[] {
  if (changes.length === 0) return [];
  const address = ({ path, line }: DiffPlace) =>
    line === undefined ? undefined : markup.lineAddress(path, line);
  const text = diffMarkdown(changes, { address });
  return [(text.length <= MOST_CHANGES ? text : diffOverview(changes)).trimEnd()];
}

function worst({ caused }: ReviewPlan): string {
  if (caused.errors > 0) return SIGNS.error;
  if (caused.warnings > 0) return SIGNS.warning;
  return caused.infos > 0 ? SIGNS.info : SIGNS.hint;
}

function fileRows({ files }: ReviewPlan): readonly string[] {
  const rows = files.slice(0, MOST_FILES).map(({ path, report, caused }) => {
    const checked = releaseWords(
      report,
      (release, reason) => `${release} (${escapeMarkdown(reason)})`,
      (name) => codeSpan(plainText(name)),
    );
    const words = summaryWords(summarize([{ ...report, findings: caused }]));
    const found = words === "" ? "nothing to report" : words;
    return `- ${codeSpan(plainText(path))}: ${found}, checked against ${checked}`;
  });
  return files.length > MOST_FILES ? [...rows, `- … and ${files.length - MOST_FILES} more files`] : rows;
}

function commentWords(
  { shown, more, dismissed }: Pick<Reconciliation, "shown" | "more" | "dismissed">,
  { limit, notTaken }: SummaryFacts,
  total: number,
): readonly string[] {
  const words: string[] = [];
  if (notTaken !== undefined) words.push(`${notTaken} All findings are listed here.`);
  else if (shown.length > 0) words.push(shownWords(shown.length, total));
  if (more.length > 0 && notTaken === undefined) {
    words.push(
      `Comments stop at ${limit}, most severe first; ${more.length} more ${more.length === 1 ? "is" : "are"} listed below.`,
    );
  }
  if (dismissed.length > 0) {
    words.push(
      `${count(dismissed.length, "conversation")} about what is still there ${dismissed.length === 1 ? "was" : "were"} resolved by a person and stay${dismissed.length === 1 ? "s" : ""} closed.`,
    );
  }
  return words.length === 0 ? [] : [words.join(" ")];
}

function shownWords(shown: number, total: number): string {
  if (shown === total)
    return total === 1 ? "It has a comment in the diff." : "Each has a comment in the diff.";
  return `${shown} of them ${shown === 1 ? "has" : "have"} a comment in the diff.`;
}

function folded(
  title: string,
  findings: readonly ListedFinding[],
  markup: MarkupSupport,
  room: { left: number },
): string {
  const rows: string[] = [];
  for (const { path, finding, line } of findings) {
    const row = renderRow(path, finding, line, markup);
    if (row.length > room.left) break;
    room.left -= row.length;
    rows.push(row);
  }
  const cut = findings.length - rows.length;
  if (cut > 0) rows.push(`- … and ${cut} more, for which a comment has no room`);
  return `<details><summary>${title}</summary>\n\n${rows.join("\n")}\n\n</details>`;
}
