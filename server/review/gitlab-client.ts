import {
  MergeRequestDiscussions,
  MergeRequestDraftNotes,
  MergeRequestNotes,
  MergeRequests,
  Users,
} from "@gitbeaker/core";
import { createRequesterFn, type RequestHandlerFn } from "@gitbeaker/requester-utils";
import { fetchWithRetry, isRateLimited, type Network } from "./fetch-with-retry.ts";
import { LimitError } from "./limited-fetch.ts";
import { ProviderError, problemOf } from "./provider-error.ts";
import { redactToken } from "./redact-token.ts";

/** The parts of GitLab's interface that a review needs. */
export interface GitLabClient {
  readonly requests: MergeRequests;
  readonly discussions: MergeRequestDiscussions;
  readonly drafts: MergeRequestDraftNotes;
  readonly notes: MergeRequestNotes;
  readonly users: Users;
}

/** More of what a server says against a request is cut. */
const MOST_CHARACTERS = 200;

/**
 * The library for GitLab's interface, on the patient network of a review instead of its own.
 * @param apiUrl `https://gitlab.com/api/v4`, without a slash at its end
 */
export function gitLabClient(apiUrl: string, token: string, network: Network): GitLabClient {
  const options = {
    host: apiUrl.replace(/\/api\/v4$/, ""),
    // Sent as a bearer token, which is the way that GitLab describes.
    oauthToken: token,
    requesterFn: createRequesterFn(async (_, request) => request, requestHandler(token, network)),
    // Waiting is the network's business, for each attempt and for what GitLab says about its limits.
    queryTimeout: null,
    rateLimits: {},
  };
  return {
    requests: new MergeRequests(options),
    discussions: new MergeRequestDiscussions(options),
    drafts: new MergeRequestDraftNotes(options),
    notes: new MergeRequestNotes(options),
    users: new Users(options),
  };
}

/** Sends what the library asks for. The words of a failure hold neither the token nor the request, which holds it. */
function requestHandler(token: string, network: Network): RequestHandlerFn {
  const patient = fetchWithRetry(network);
  return async (endpoint, options = {}) => {
    const { prefixUrl, searchParams, method, headers, body } = options as {
      readonly prefixUrl: string;
      readonly searchParams?: string;
      readonly method: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: string;
    };
    const query = searchParams === undefined || searchParams === "" ? "" : `?${searchParams}`;
    const address = `${prefixUrl.replace(/\/+$/, "")}/${endpoint}${query}`;
    let response: Response;
    try {
      // The library sends an empty object where there is nothing to say.
      const says = body !== undefined && body !== "{}";
      response = await patient(address, { method, headers, ...(says ? { body } : {}) });
    } catch (error) {
      const what = error instanceof LimitError ? error.message : "does not answer";
      throw new ProviderError("unavailable", `GitLab ${what}`);
    }
    const text = await response.text();
    const { status } = response;
    if (!response.ok) {
      throw new ProviderError(
        problemOf(status, isRateLimited(status, response.headers)),
        `GitLab answers ${status}: ${refusalWords(text, token)}`,
      );
    }
    return { body: parsed(text), headers: Object.fromEntries(response.headers), status };
  };
}

function parsed(text: string): Record<string, unknown> | null {
  if (text === "") return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new ProviderError("unavailable", "GitLab answers with something else than JSON");
  }
}

/** What GitLab says in `message` or `error`; else the beginning of its answer. */
function refusalWords(text: string, token: string): string {
  let said: unknown = text;
  try {
    const answer = JSON.parse(text) as { readonly message?: unknown; readonly error?: unknown } | null;
    said = answer?.message ?? answer?.error ?? text;
  } catch {
    // A page of a server in between.
  }
  const words = typeof said === "string" ? said : JSON.stringify(said);
  // Cut last, so that no half of a token is left.
  return redactToken(words, token).replace(/\s+/g, " ").slice(0, MOST_CHARACTERS);
}
