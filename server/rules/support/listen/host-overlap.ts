import { parseIp } from "../../../../grammar/values/parse-ip.ts";

/**
 * How two hosts of listeners on the same port meet.
 * - `same`: nginx sees one address
 * - `covers`: one is every interface of the other's family
 */
export type HostOverlap = "same" | "covers" | undefined;

/** Compares two hosts as they are written. A name is compared as a name: what it stands for is not in the text. */
export function hostOverlap(a: string, b: string): HostOverlap {
  const [left, right] = [hostKey(a), hostKey(b)];
  if (left.text === right.text) return "same";
  if (left.family === undefined || left.family !== right.family) return undefined;
  return left.isWildcard || right.isWildcard ? "covers" : undefined;
}

/** A host in a form in which equal addresses are equal texts. */
interface HostKey {
  readonly text: string;
  readonly family: 4 | 6 | undefined;
  readonly isWildcard: boolean;
}

function hostKey(host: string): HostKey {
  const ip = parseIp(host === "*" ? "0.0.0.0" : host.replace(/^\[(.*)\]$/, "$1"), "padded");
  if (ip === undefined) return { text: host.toLowerCase(), family: undefined, isWildcard: false };
  const numbers = ip.version === 4 ? ip.octets : ip.groups;
  const isWildcard = numbers.every((number) => number === 0);
  return { text: `${ip.version} ${numbers.join(".")}`, family: ip.version, isWildcard };
}
