import { toNumber } from "../lua/to-number.ts";

const single = /^((0?x?)[\da-f]+)\/?\d*$/i;
const dotted = /^((0?x?)[\da-f]+)\.((0?x?)[\da-f]+)\.((0?x?)[\da-f]+)\.((0?x?)[\da-f]+)\/?\d*$/i;
const grouped = /^([:\dxa-f]*?::?)(([\dxa-f]*)[.\dxa-f]*)\/?\d*$/i;

/** More characters than an address in any of its forms has. */
const longest = 200;

/**
 * Whether Kong 1.1.2–2.2 takes a text for an address or a network. Its library allows prefix lengths of any size and a
 * trailing slash, octets in hexadecimal (`0x0a`) and octal (`012`), and one number for a whole IPv4 address; it knows
 * no brackets.
 */
export function isLooseIpOrCidr(text: string): boolean {
  if (text.length > longest) return false;
  const groups = grouped.exec(text);
  if (groups !== null) return isIpv6(groups[1] ?? "", groups[2] ?? "", groups[3] ?? "");
  const whole = single.exec(text);
  if (whole !== null) return inRange(octet(whole[1], whole[2]), 0xffff_ffff);
  return isIpv4(text);
}

function isIpv4(text: string): boolean {
  const match = dotted.exec(text);
  return match !== null && [1, 3, 5, 7].every((index) => inRange(octet(match[index], match[index + 1]), 255));
}

/** A leading zero means octal. */
function octet(digits = "", prefix = ""): number | undefined {
  if (prefix !== "0") return toNumber(digits);
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

function inRange(value: number | undefined, max: number): boolean {
  return value !== undefined && value >= 0 && value <= max;
}

/**
 * @param head up to the last colon
 * @param tail what follows it, an IPv4 address perhaps
 * @param digits the hexadecimal digits at the beginning of `tail`
 */
function isIpv6(head: string, tail: string, digits: string): boolean {
  const mixed = tail !== digits;
  if (mixed && !isIpv4(tail)) return false;
  const text = mixed ? head : head + digits;
  if (/:::|::.*::/.test(text)) return false;
  const groups = text.split(":").filter((group) => group !== "");
  if (!groups.every((group) => /^(?:0x)?[\da-f]+$/i.test(group) && Number.parseInt(group, 16) <= 0xffff))
    return false;
  const count = groups.length + (mixed ? 2 : 0);
  return text.includes("::") ? count <= 7 : count === 8;
}
