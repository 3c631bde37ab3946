/** An answer that a review does not go along with; the message says what the server did: `redirects to another host`. */
export class LimitError extends Error {
  override readonly name = "LimitError";
}

/** How much a review lets a server do. */
export interface Limits {
  /** Bytes of one answer. */
  readonly bytes: number;
  /** Requests of a whole review, those included that are made again. */
  readonly requests: number;
  /** Milliseconds of a whole review. */
  readonly time: number;
}

/** Far more than the largest review needs: the list of the files of a large repository has some megabytes. */
export const LIMITS: Limits = { bytes: 64 * 1024 * 1024, requests: 10_000, time: 30 * 60_000 };

/** Redirects after each other: a repository has been moved, and moved again. */
const MOST_REDIRECTS = 5;

type Fetch = typeof fetch;

/**
 * `fetch` that gives whole answers, from one host, and no more of them than a review needs. A server that sends the review to another
 * host would get its token there, and one that never ends would keep the job from ending.
 * @param now milliseconds since 1970
 */
export function limitedFetch(fetchOnce: Fetch, now: () => number, limits: Limits = LIMITS): Fetch {
  const end = now() + limits.time;
  let requests = 0;
  return async (input, init) => {
    let address = addressOf(input);
    for (let redirects = 0; ; redirects++) {
      if (now() > end) throw new LimitError(`took more than ${limits.time / 60_000} minutes in all`);
      if (++requests > limits.requests) throw new LimitError(`needs more than ${limits.requests} requests`);
      const target = redirects === 0 ? input : address;
      const response = await fetchOnce(target, { ...init, redirect: "manual" });
      const next = redirectOf(response, address);
      if (next === undefined) return wholeAnswer(response, limits.bytes);
      await response.body?.cancel();
      if (next.origin !== address.origin) throw new LimitError("redirects to another host");
      if (redirects >= MOST_REDIRECTS) throw new LimitError("redirects again and again");
      address = next;
    }
  };
}

function addressOf(input: Parameters<Fetch>[0]): URL {
  return new URL(typeof input === "string" ? input : input instanceof URL ? input.href : input.url);
}

/** Where an answer sends the request, which stays as it is; undefined for any other answer. */
function redirectOf({ status, headers }: Response, from: URL): URL | undefined {
  const location = headers.get("location");
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return undefined;
  try {
    return new URL(location, from);
  } catch {
    throw new LimitError("redirects to an invalid address");
  }
}

async function wholeAnswer(response: Response, most: number): Promise<Response> {
  const { status, statusText, headers, body } = response;
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (body !== null)
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > most) throw new LimitError(`answers with more than ${most / 1024 / 1024} MB`);
      chunks.push(chunk);
    }
  return new Response(size === 0 ? null : joined(chunks, size), { status, statusText, headers });
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
