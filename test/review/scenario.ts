import { afterAll, afterEach, expect } from "vitest";
import { nodePlatform } from "../../server/platform/node.ts";
import { type PostOutcome, postReview, type ReviewPayload } from "../../server/review/post-review.ts";
import { payloadMarkdown } from "../../server/review/render-payload.ts";
import type { ReviewProvider } from "../../server/review/review-provider.ts";
import { prepareReview, type ReviewOptions } from "../../server/review/review-request.ts";
import { type CliResult, kongLint } from "../cli/run-cli.ts";
import type { Conversation, FakeRequest, Fault } from "./fake-server.ts";
import type { Files, GitFolder } from "./git-folder.ts";

/** A comment on a line, as a reader of the request sees it. */
export interface Remark {
  readonly path: string;
  readonly line: number | null;
  /** Where a comment spans several lines. */
  readonly firstLine: number | undefined;
  readonly body: string;
  /** Neither resolved nor hidden. */
  readonly isOpen: boolean;
}

/** A request at a provider, from its first push to its last: what happens there, and what is seen of it. */
export interface Scenario {
  readonly name: "GitHub" | "GitLab";
  readonly token: string;
  readonly folder: GitFolder;
  readonly fake: Conversation & { head: string };
  /** Requests that post something, or change what was posted. */
  writes(requests: readonly FakeRequest[]): readonly string[];
  /** The kinds of requests that {@link writes} gives for a new review, what is edited, closed, and the summary. */
  readonly words: {
    review(comments: number): readonly string[];
    readonly edit: string;
    readonly resolve: string;
    readonly summary: string;
    readonly newSummary: string;
  };
  /** Which requests begin a review, make it seen, and post the summary. */
  readonly begins: Fits;
  readonly submits: Fits;
  readonly sums: Fits;
  provider(timeoutMs: number, waits: number[]): ReviewProvider;
  /** Commits a version on top of the base; comments move along with their lines where the provider moves them. */
  push(changes: Files, moved?: (line: number) => number): void;
  /** Begins anew with another repository to stand on. */
  startFrom(base: Files): void;
  remarks(): readonly Remark[];
  summaries(): readonly string[];
  /** Reviews that are begun and not submitted. */
  drafts(): number;
  leaveDraft(): void;
  rewrite(at: number, body: string): void;
  resolveAs(at: number, person: string): void;
  /** Another person's comment with the text of one of ours, and such a summary. */
  forge(at: number): void;
  /** A push that takes the lines of the comments away. */
  outdate(): void;
  /** The variables of a job that runs for the request. */
  environment(): Readonly<Record<string, string>>;
}

export type Fits = (request: FakeRequest) => boolean;

/** What a run came to. */
export interface Told extends PostOutcome {
  readonly order: ReviewPayload;
  readonly markdown: string;
  readonly writes: readonly string[];
  /** How long it waited before it asked again, in milliseconds. */
  readonly waits: readonly number[];
}

const OPTIONS: ReviewOptions = {
  version: "0.1.0",
  from: "nearest",
  wishes: {},
  limit: 20,
  requestChangesOnError: false,
};

/** Looks at the request and says what would be posted. */
export function prepare(
  scenario: Scenario,
  wishes: Partial<ReviewOptions> = {},
  provider = scenario.provider(10_000, []),
): Promise<ReviewPayload> {
  const platform = { ...nodePlatform(), workingFolder: scenario.folder.path };
  return prepareReview(provider, { ...OPTIONS, ...wishes }, platform);
}

/** Reviews the request as it stands. */
export async function review(
  scenario: Scenario,
  wishes: Partial<ReviewOptions> = {},
  timeoutMs = 10_000,
): Promise<Told> {
  const before = scenario.fake.requests.length;
  const platform = { ...nodePlatform(), workingFolder: scenario.folder.path };
  const waits: number[] = [];
  const provider = scenario.provider(timeoutMs, waits);
  const order = await prepareReview(provider, { ...OPTIONS, ...wishes }, platform);
  const outcome = await postReview(provider, order);
  const writes = scenario.writes(scenario.fake.requests.slice(before));
  return { ...outcome, order, markdown: payloadMarkdown(order), writes, waits };
}

/** Runs the program as a job does. */
export function runReview(
  scenario: Scenario,
  argv: readonly string[] = [],
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<CliResult> {
  const all = Object.entries({ ...scenario.environment(), ...environment });
  const set = all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return kongLint(scenario.folder.path, ["review", ...argv], { environment: Object.fromEntries(set) });
}

/** Lets some requests end otherwise, so many times. */
export function fault(scenario: Scenario, fits: Fits, what: Fault, times = Number.POSITIVE_INFINITY): void {
  let left = times;
  scenario.fake.fault = (request) => (fits(request) && left-- > 0 ? what : undefined);
}

export const open = (scenario: Scenario) => scenario.remarks().filter(({ isOpen }) => isOpen);

export const places = (remarks: readonly Remark[]) => remarks.map(({ path, line }) => [path, line]);

/** Holds a file of tests to the contract: no request was refused, and says how many there were. */
export function holdToContract(scenario: () => Scenario | undefined): void {
  let checked = 0;
  let refused = 0;
  let name = "";
  afterEach(() => {
    const told = scenario();
    if (told === undefined) return;
    name = told.name;
    checked += told.fake.requests.length;
    refused += told.fake.problems.length;
    expect(told.fake.problems).toEqual([]);
  });
  afterAll(() => {
    if (checked > 0)
      console.log(`${name}: ${checked} requests checked by its description, ${refused} refused`);
  });
}
