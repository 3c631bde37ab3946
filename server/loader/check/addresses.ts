import { parseIp } from "../../../grammar/values/parse-ip.ts";
import { inRange } from "../../../schemas/release.ts";

/** An address as Kong's own parser splits it. */
export interface Address {
  readonly type: "ipv4" | "ipv6" | "name";
  readonly port: number | undefined;
}

/** What Kong's address parser answers: `broken` where it breaks with a Lua error (`[::]:`). */
export type AddressAnswer = Address | "invalid" | "broken";

/** Which kind of address a text can only be: more than one colon makes it IPv6, digits and dots alone IPv4. */
export function addressType(text: string): Address["type"] {
  const first = text.indexOf(":");
  if (first >= 0 && text.indexOf(":", first + 1) >= 0) return "ipv6";
  return /^[\d.]+$/.test(text.replace(":", "")) ? "ipv4" : "name";
}

/** Kong's own reading of `address[:port]`, IPv6 with a port in brackets. What a host name may end in depends on the release. */
export function readKongAddress(text: string, version: string): AddressAnswer {
  const type = addressType(text);
  switch (type) {
    case "ipv4":
      return readIpv4(text);
    case "ipv6":
      return readIpv6(text);
    case "name":
      return readName(text, version);
  }
}

function readIpv4(text: string): AddressAnswer {
  const match = /^([\d.]+)(?::(\d+))?$/.exec(text);
  if (match === null || parseIp(match[1] ?? "", "padded") === undefined) return "invalid";
  return withPort("ipv4", match[2]);
}

function withPort(type: Address["type"], port: string | undefined): AddressAnswer {
  if (port === undefined) return { type, port: undefined };
  return Number(port) > 65535 ? "invalid" : { type, port: Number(port) };
}

function readIpv6(text: string): AddressAnswer {
  const end = balancedEnd(text);
  if (end === undefined) return isKongIpv6(text) ? { type: "ipv6", port: undefined } : "invalid";
  const behind = text.slice(end);
  const inside = text.slice(1, end - 1);
  if (behind === "") return isKongIpv6(inside) ? { type: "ipv6", port: undefined } : "invalid";
  if (behind === ":") return "broken";
  const port = /^:(\d+)$/.exec(behind)?.[1];
  if (port === undefined || Number(port) > 65535) return "invalid";
  return isKongIpv6(inside) ? { type: "ipv6", port: Number(port) } : "invalid";
}

/** The offset behind the bracket that closes the one the text begins with. */
function balancedEnd(text: string): number | undefined {
  if (!text.startsWith("[")) return undefined;
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    if (text[offset] === "[") depth++;
    else if (text[offset] === "]" && --depth === 0) return offset + 1;
  }
  return undefined;
}

/**
 * Kong's own filling of the gap: a lone colon at either end stands for a group of its own, the first `::` may stand between eight
 * groups, and no part is written as IPv4.
 */
function isKongIpv6(text: string): boolean {
  if (text.length > 64 || !/^[\da-f:]+$/i.test(text)) return false;
  let full = text.startsWith(":") ? `0${text}` : text;
  if (full.endsWith(":")) full += "0";
  const colons = full.split(":").length - 1;
  full = full.replace("::", `:${"0:".repeat(Math.max(0, 8 - colons))}`);
  return !full.includes("::") && parseIp(full) !== undefined;
}

/** A host name may end in a dot from Kong 2.4 on. */
function readName(text: string, version: string): AddressAnswer {
  const colon = /:(\d+)$/.exec(text);
  const port = colon?.[1];
  if (port !== undefined && Number(port) > 65535) return "invalid";
  const name = colon === null ? text : text.slice(0, colon.index);
  if (!/^[\dA-Za-z._-]+$/.test(name)) return "invalid";
  const segments = name.split(".");
  const trailingDot = inRange(version, { since: "2.4" });
  const fits = segments.every(
    (segment, index) =>
      !segment.endsWith("-") && (segment !== "" || (trailingDot && index === segments.length - 1)),
  );
  return fits ? { type: "name", port: port === undefined ? undefined : Number(port) } : "invalid";
}
