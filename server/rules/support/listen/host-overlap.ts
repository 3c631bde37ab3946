/**
 * How two hosts of listeners on the same port meet.
 * - `same`: nginx sees one address
 * - `covers`: one is every interface of the other's family
 */
export type HostOverlap = "same" | "covers" | undefined;

/** Compares two hosts as they are written. A name is compared as a name: what it stands for is not in the text. */
export function hostOverlap(a: string, b: string): HostOverlap {
  const [left, right] = [normal(a), normal(b)];
  if (left === right) return "same";
  const [leftFamily, rightFamily] = [family(left), family(right)];
  if (leftFamily === undefined || leftFamily !== rightFamily) return undefined;
  return isWildcard(left) || isWildcard(right) ? "covers" : undefined;
}

function normal(host: string): string {
  const lower = host.toLowerCase();
  return lower === "*" ? "0.0.0.0" : lower;
}

function isWildcard(host: string): boolean {
  return host === "0.0.0.0" || /^\[[0:]+\]$/.test(host);
}

function family(host: string): "ipv4" | "ipv6" | undefined {
  if (host.startsWith("[")) return "ipv6";
  return /^\d+(?:\.\d+){3}$/.test(host) ? "ipv4" : undefined;
}
