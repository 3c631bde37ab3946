/** Why a provider did not do what it was asked; the words hold no token. */
export type ProviderProblem =
  /** The token may not do that. */
  | "forbidden"
  | "not-found"
  /** The request makes no sense to the provider: a line that is not in the diff. */
  | "rejected"
  /** It may answer later: rate limits, errors of the server, no answer at all. Whether it did its work is not known. */
  | "unavailable";

/** A provider said no, or nothing. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly problem: ProviderProblem;

  constructor(problem: ProviderProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

/** What an HTTP status means for those who asked. */
export function problemOf(status: number, isLimited: boolean): ProviderProblem {
  if (isLimited || status === 429 || status >= 500 || status === 408) return "unavailable";
  if (status === 401 || status === 403) return "forbidden";
  return status === 404 || status === 410 ? "not-found" : "rejected";
}
