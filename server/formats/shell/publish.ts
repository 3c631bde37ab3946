import type { PublishedPort } from "../../model/deployment.ts";
import type { Location } from "../../model/location.ts";

const MOST_PORTS = 1000;

/**
 * The ports of one `--publish`: `8001`, `80:8000`, `127.0.0.1:8001:8001`, `[::1]:80:8000`, ranges, `/udp`.
 * @param text with unknown parts left out; `isOpaque` says that there are some
 * @returns undefined where it is no publication, or unknown
 */
export function readPublished(
  text: string,
  isOpaque: boolean,
  at: Location,
): readonly PublishedPort[] | undefined {
  const [whole, protocolWord = "tcp"] = text.split("/");
  const protocol = protocolWord === "udp" ? "udp" : "tcp";
  const match = /^(?:(\[[^\]]*\]|[^:[\]]*):)?(?:([\d-]*):)?(\d+)(?:-(\d+))?$/.exec(whole ?? "");
  if (match === null) return undefined;
  const [, first = "", second, from = "", to = from] = match;
  const hasAddress = second !== undefined || !/^[\d-]*$/.test(first);
  const hostPorts = hasAddress ? second : first;
  const container = Number(from);
  const count = Number(to) - container + 1;
  if (!(count >= 1 && count <= MOST_PORTS)) return undefined;
  const hostFirst = /^\d+/.exec(hostPorts ?? "")?.[0];
  const address = hasAddress ? first.replace(/^\[|\]$/g, "") : "";
  return Array.from({ length: count }, (_, index) => ({
    // An unknown part may be the address.
    hostAddress: address === "" ? (isOpaque ? undefined : "0.0.0.0") : address,
    hostPort: isOpaque || hostFirst === undefined ? undefined : Number(hostFirst) + index,
    containerPort: container + index,
    protocol,
    at,
  }));
}
