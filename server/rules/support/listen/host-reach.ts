import { type IPv6, parseIp } from "../../../../grammar/values/parse-ip.ts";

/**
 * How far an address reaches.
 * - `any`: every interface of the machine (`0.0.0.0`, `::`, `*`, nothing)
 * - `loopback`: this machine only
 * - `private`: an address that the Internet does not route (RFC 1918, RFC 4193, link-local, carrier-grade NAT)
 * - `public`: an address that it routes
 * - `name`: a host name; what it stands for is not in the text
 */
export type HostReach = "any" | "loopback" | "private" | "public" | "name";

const LOCAL_NAME = /^(?:localhost|ip6-localhost|ip6-loopback|.*\.localhost)\.?$/i;

/** The reach of a host as it is written in a listener or a URL, with or without the brackets and the zone of IPv6. */
export function hostReach(written: string): HostReach {
  const host = written.replace(/^\[(.*)\]$/, "$1");
  if (host === "" || host === "*") return "any";
  const ip = parseIp(host.replace(/%.*$/s, ""), "padded");
  if (ip !== undefined && ip.prefix === undefined)
    return ip.version === 4 ? reachOfIPv4(ip.octets) : reachOfIPv6(ip);
  if (host.includes(":")) return "public";
  return LOCAL_NAME.test(host) ? "loopback" : "name";
}

function reachOfIPv4([first = 0, second = 0, third = 0, fourth = 0]: readonly number[]): HostReach {
  if (first + second + third + fourth === 0) return "any";
  if (first === 127) return "loopback";
  const isPrivate =
    first === 10 ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254) ||
    (first === 100 && second >= 64 && second <= 127);
  return isPrivate ? "private" : "public";
}

function reachOfIPv6({ groups }: IPv6): HostReach {
  const [first = 0, , , , , sixth = 0, seventh = 0, eighth = 0] = groups;
  const isLow = groups.slice(0, 5).every((group) => group === 0);
  if (isLow && sixth === 0 && seventh === 0 && eighth <= 1) return eighth === 0 ? "any" : "loopback";
  // An IPv4 address in one of IPv6.
  if (isLow && (sixth === 0 || sixth === 0xffff))
    return reachOfIPv4([seventh >> 8, seventh & 0xff, eighth >> 8, eighth & 0xff]);
  return (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80 ? "private" : "public";
}
