import { LimitError, type Limits, limitedFetch } from "./limited-fetch.ts";

/** The network, and time. */
export interface Network {
  readonly fetch: typeof fetch;
  /** Resolves after so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  /** How long one answer may take, in milliseconds. */
  readonly timeoutMs: number;
  /** What else a server may take; absent: what a large review needs. */
  readonly limits?: Limits;
}

/** How often a request is made at most. */
const MOST_ATTEMPTS = 4;
/** Nobody waits longer than this for a rate limit, in milliseconds. */
const LONGEST_WAIT = 60_000;
const SECOND = 1000;

/**
 * `fetch` that waits out rate limits and short failures of the server, a bounded number of times. A POST that may have
 * been carried out is not made again: whoever made it must look first. What no longer helps is given back as it is.
 */
export function fetchWithRetry(network: Network): typeof fetch {
  const limited = limitedFetch(network.fetch, () => network.now(), network.limits);
  return async (input, init) => {
    const isRepeatable = repeatable(input, init);
    for (let attempt = 1; ; attempt++) {
      const last = attempt >= MOST_ATTEMPTS;
      const pause = SECOND * 2 ** (attempt - 1);
      try {
        // All of the answer, the body of which may stall as the head of it may.
        const response = await limited(input, { ...init, signal: AbortSignal.timeout(network.timeoutMs) });
        const wait = waitOf(response, isRepeatable, pause, network.now());
        if (last || wait === undefined || wait > LONGEST_WAIT) return response;
        await network.sleep(wait);
      } catch (error) {
        if (last || !isRepeatable || error instanceof LimitError) throw error;
        await network.sleep(pause);
      }
    }
  };
}

/** GraphQL is asked by POST, and all that the review asks there can be asked twice. */
function repeatable(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): boolean {
  const address = typeof input === "string" ? input : input instanceof URL ? input.href : input.url;
  return (init?.method ?? "GET").toUpperCase() !== "POST" || address.endsWith("/graphql");
}

/** Milliseconds to wait before another attempt; undefined where none is of use. */
function waitOf(response: Response, isRepeatable: boolean, pause: number, now: number): number | undefined {
  if (isRateLimited(response.status, response.headers)) return limitWait(response.headers, pause, now);
  return isRepeatable && (response.status >= 500 || response.status === 408) ? pause : undefined;
}

/** Whether an answer says that there were too many requests; GitHub says so with 403 too. */
export function isRateLimited(status: number, headers: Pick<Headers, "get">): boolean {
  if (status === 429) return true;
  return (
    status === 403 && (headers.get("retry-after") !== null || headers.get("x-ratelimit-remaining") === "0")
  );
}

function limitWait(headers: Headers, pause: number, now: number): number {
  const after = Number(headers.get("retry-after") ?? Number.NaN);
  if (Number.isFinite(after)) return Math.max(after * SECOND, pause);
  const reset = Number(headers.get("x-ratelimit-reset") ?? headers.get("ratelimit-reset") ?? Number.NaN);
  return Number.isFinite(reset) ? Math.max(reset * SECOND - now, pause) : pause;
}
