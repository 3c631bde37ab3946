import type { Network } from "./fetch-with-retry.ts";

/** How long an answer may take, in milliseconds. */
const TIMEOUT_MS = 30_000;

/** The network of the machine. Nothing else of kong-lint reaches it. */
export function network(): Network {
  return {
    fetch: (input, init) => fetch(input, init),
    sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
    now: () => Date.now(),
    timeoutMs: TIMEOUT_MS,
  };
}
