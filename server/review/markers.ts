/**
 * Signs of kong-lint in what it posts, so that a later run knows its own: comments of HTML, which no reader sees. They stand
 * at the very end, where nothing that is quoted from a file can pass for one.
 */
export interface FindingMarker {
  readonly fingerprint: string;
  readonly rule: string;
}

const FINDING = /<!-- kong-lint:finding ([0-9a-f]{16}) ([\w/-]+) -->\s*$/;

/** The mark of a comment about one finding. */
export function findingMark({ fingerprint, rule }: FindingMarker): string {
  return `<!-- kong-lint:finding ${fingerprint} ${rule} -->`;
}

/** What a comment is about, going by its mark; undefined where it bears none. */
export function findingMarkOf(body: string): FindingMarker | undefined {
  const match = FINDING.exec(body);
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { fingerprint: match[1], rule: match[2] };
}

/** The mark of the one comment that sums up. */
export const SUMMARY_MARK = "<!-- kong-lint:summary -->";

/** The mark of a review, which holds the comments of one run. */
export const REVIEW_MARK = "<!-- kong-lint:review -->";

/** Whether a body ends with a mark. */
export function bears(mark: string, body: string): boolean {
  return body.trimEnd().endsWith(mark);
}
