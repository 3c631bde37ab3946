import type { PublishedPort } from "../../model/deployment.ts";
import type { Location } from "../../model/location.ts";

/** Longer ranges are of no use, and would make a list out of a few characters. */
export const MOST_PORTS = 1000;

/** Ports from the first to the last one, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Reads `8000` or `8000-8010`; undefined for anything else. */
export function portRange(text: string | undefined): PortRange | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text?.trim() ?? "");
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return last < first || last > 65_535 || last - first >= MOST_PORTS ? undefined : { first, last };
}

const SHORT = /^(?:(?:(\[[^\]]*\]|[^:[\]]*):)?([\d-]*):)?([\d-]+)(?:\/(tcp|udp|sctp))?$/;

/**
 * Reads a port as `docker run -p` and the short form of Compose write it: `[address:][host port:]container port[/protocol]`.
 * @returns undefined for a text that is none
 */
export function parsePublishedPort(text: string, at: Location): PublishedPort[] | undefined {
  const match = SHORT.exec(text.trim());
  if (match === null) return undefined;
  const [, address, host, container, protocol] = match;
  const target = portRange(container);
  if (target === undefined) return undefined;
  if (host !== undefined && host !== "" && portRange(host) === undefined) return undefined;
  const written = address?.replace(/^\[|\]$/g, "") ?? "";
  return pairUp(target, portRange(host), {
    hostAddress: written === "" ? "0.0.0.0" : written,
    protocol: protocol === "udp" ? "udp" : "tcp",
    at,
  });
}

/** Each port of the container with the one of the host that leads to it. */
export function pairUp(
  target: PortRange,
  published: PortRange | undefined,
  rest: Pick<PublishedPort, "hostAddress" | "protocol" | "at">,
): PublishedPort[] {
  const ports: PublishedPort[] = [];
  const isSameLength =
    published !== undefined && published.last - published.first === target.last - target.first;
  for (let port = target.first; port <= target.last; port++)
    ports.push({
      ...rest,
      hostPort: isSameLength ? published.first + port - target.first : undefined,
      containerPort: port,
    });
  return ports;
}
