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

/** The reach of a host as it is written in a listener or a URL, with or without the brackets of IPv6. */
export function hostReach(written: string): HostReach {
  const host = written.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  if (host === "" || host === "*") return "any";
  const octets = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(host);
  if (octets?.slice(1).every((octet) => octet.length <= 3)) return reachOfIPv4(octets.slice(1).map(Number));
  if (host.includes(":")) return reachOfIPv6(host);
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

function reachOfIPv6(host: string): HostReach {
  const mapped = /^::(?:ffff:)?(\d+(?:\.\d+){3})$/.exec(host);
  if (mapped?.[1] !== undefined) return hostReach(mapped[1]);
  if (/^[0:]+$/.test(host)) return "any";
  if (/^[0:]+:0*1$/.test(host)) return "loopback";
  return /^(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/.test(host) ? "private" : "public";
}
