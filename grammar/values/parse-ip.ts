/** An IPv4 address or network in numbers. */
export interface IPv4 {
  readonly version: 4;
  /** Four numbers from 0 to 255. */
  readonly octets: readonly number[];
  /** Bits of the network, 0–32; absent for a single address. */
  readonly prefix: number | undefined;
}

/** An IPv6 address or network in numbers. */
export interface IPv6 {
  readonly version: 6;
  /** Eight numbers from 0 to 0xffff. */
  readonly groups: readonly number[];
  /** Bits of the network, 0–128; absent for a single address. */
  readonly prefix: number | undefined;
}

const OCTET = /^(?:0|[1-9]\d{0,2})$/;
const PADDED_OCTET = /^\d{1,3}$/;
const GROUP = /^[0-9A-Fa-f]{1,4}$/;
const PREFIX = /^(?:0|[1-9]\d{0,2})$/;

/**
 * A strict reading of an IP address or a CIDR network: no leading zeros in decimal numbers, no zone, no brackets,
 * no blanks. Bits of the host part may be set (`10.0.0.1/8`).
 * @param octets `padded`: the numbers of an IPv4 address may have leading zeros, which count for nothing, as the listeners of Kong
 *   and nginx take them
 * @returns undefined for anything else
 */
export function parseIp(text: string, octets: "plain" | "padded" = "plain"): IPv4 | IPv6 | undefined {
  const slash = text.indexOf("/");
  const address = slash === -1 ? text : text.slice(0, slash);
  const numbers = parseOctets(address, octets === "plain" ? OCTET : PADDED_OCTET);
  const groups = numbers === undefined ? parseGroups(address) : undefined;
  let prefix: number | undefined;
  if (slash !== -1) {
    const bits = text.slice(slash + 1);
    if (!PREFIX.test(bits) || Number(bits) > (numbers === undefined ? 128 : 32)) return undefined;
    prefix = Number(bits);
  }
  if (numbers !== undefined) return { version: 4, octets: numbers, prefix };
  return groups === undefined ? undefined : { version: 6, groups, prefix };
}

function parseOctets(text: string, octet = OCTET): number[] | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => octet.test(part) && Number(part) <= 255)) return undefined;
  return parts.map(Number);
}

function parseGroups(text: string): number[] | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const before = groupsOf(halves[0] ?? "", halves.length === 1);
  const after = halves[1] === undefined ? [] : groupsOf(halves[1], true);
  if (before === undefined || after === undefined) return undefined;
  const given = before.length + after.length;
  if (halves.length === 1) return given === 8 ? before : undefined;
  if (given > 7) return undefined;
  return [...before, ...new Array<number>(8 - given).fill(0), ...after];
}

/** @param mayEndInIPv4 whether the last two groups may be written as four decimal octets */
function groupsOf(text: string, mayEndInIPv4: boolean): number[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const last = parts.at(-1) ?? "";
  const octets = mayEndInIPv4 && last.includes(".") ? parseOctets(last) : undefined;
  if (octets !== undefined) parts.pop();
  if (!parts.every((part) => GROUP.test(part))) return undefined;
  const groups = parts.map((part) => Number.parseInt(part, 16));
  const [a = 0, b = 0, c = 0, d = 0] = octets ?? [];
  return octets === undefined ? groups : [...groups, a * 256 + b, c * 256 + d];
}
