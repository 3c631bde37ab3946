/** Whether a text is an IPv4 or IPv6 address, in brackets or not, or a network with a prefix length in range. */
export function isIpOrCidr(text: string): boolean {
  const slash = text.indexOf("/", 2);
  if (slash < 0) return isIpv4(text) || isIpv6(text);
  const address = text.slice(0, slash);
  const length = text.slice(slash + 1);
  if (!/^(?:0|[1-9]\d{0,2})$/.test(length)) return false;
  return (Number(length) <= 32 && isIpv4(address)) || (Number(length) <= 128 && isIpv6(address));
}

/** Four decimal octets, without leading zeros, as `inet_pton` takes them. */
function isIpv4(text: string): boolean {
  const octets = text.split(".");
  return (
    octets.length === 4 && octets.every((octet) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255)
  );
}

function isIpv6(text: string): boolean {
  const bare = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
  if (bare.length > 45 || !/^[\da-f:.]+$/i.test(bare)) return false;
  const halves = bare.split("::");
  if (halves.length > 2) return false;
  const sizes = halves.map((half, index) => groupCount(half, index === halves.length - 1));
  if (sizes.some((size) => size === undefined)) return false;
  const groups = sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
  return halves.length === 2 ? groups <= 7 : groups === 8;
}

/** The 16-bit groups of one side of `::`; an IPv4 address at the very end counts as two. */
function groupCount(half: string, last: boolean): number | undefined {
  if (half === "") return 0;
  const groups = half.split(":");
  const tail = groups.at(-1) ?? "";
  const dotted = last && tail.includes(".");
  const plain = dotted ? groups.slice(0, -1) : groups;
  if (dotted && !isIpv4(tail)) return undefined;
  return plain.every((group) => /^[\da-f]{1,4}$/i.test(group)) ? plain.length + (dotted ? 2 : 0) : undefined;
}
