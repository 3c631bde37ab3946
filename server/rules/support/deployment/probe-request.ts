import type { Probe, ProbeTest } from "../../../model/deployment.ts";
import { hostReach } from "../listen/host-reach.ts";

/** A request that a probe makes to the container itself. */
export interface ProbeRequest {
  readonly scheme: "http" | "https";
  /** Whether it comes from inside the container, so that it reaches the loopback address. */
  readonly isInside: boolean;
  readonly port: number;
  readonly path: string;
}

const URL_PARTS = /^(https?):\/\/(\[[^\]]*\]|[^:/?#]+)(?::(\d+))?(\/[^?#]*)?/i;

/**
 * The request of a probe; undefined where it makes none to itself, or where its outcome does not decide.
 * @param names under which the container finds itself
 */
export function probeRequest({ test }: Probe, names: ReadonlySet<string>): ProbeRequest | undefined {
  switch (test.kind) {
    case "http":
      return test.host === undefined
        ? { scheme: test.scheme, isInside: false, port: test.port, path: test.path }
        : undefined;
    case "tcp":
      return undefined;
    case "command":
      return requestOfCommand(test, names);
  }
}

function requestOfCommand(
  { words, isShell }: Extract<ProbeTest, { kind: "command" }>,
  names: ReadonlySet<string>,
): ProbeRequest | undefined {
  const [program = ""] = words;
  if (!/^(?:\/\S*\/)?(?:curl|wget|http)$/.test(program)) return undefined;
  // `|| exit 1` says what holds anyway; after other operators another command decides.
  const operator = words.findIndex((word) => /[;&|]/.test(word));
  if (isShell && operator >= 0 && !/^\|\| exit 1$/.test(words.slice(operator).join(" "))) return undefined;
  const urls = words.filter((word) => URL_PARTS.test(word));
  const [, scheme = "http", host = "", port, path = "/"] = URL_PARTS.exec(urls[0] ?? "") ?? [];
  const isOwn = hostReach(host) === "loopback" || hostReach(host) === "any" || names.has(host);
  if (urls.length !== 1 || !isOwn || host === "") return undefined;
  const isTls = scheme.toLowerCase() === "https";
  return {
    scheme: isTls ? "https" : "http",
    isInside: !names.has(host),
    port: port === undefined ? (isTls ? 443 : 80) : Number(port),
    path,
  };
}
