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
  const steps = stepsOf(mixed ? head : head + digits);
  const gap = gapOf(steps);
  if (gap === "twice") return false;
  const groups = steps.map(({ digits: group }) => groupValue(group));
  if (groups.some((group) => group === undefined || group > 0xffff)) return false;
  const missing = (mixed ? 6 : 8) - groups.length;
  if (missing > 0 && gap === "none") return false;
  return groups.length + Math.max(0, missing) === (mixed ? 6 : 8);
}

/** One step of the library through an address: a colon perhaps, digits perhaps, a colon perhaps. */
interface Step {
  readonly before: boolean;
  readonly digits: string;
  readonly after: boolean;
}

function stepsOf(text: string): Step[] {
  return [...text.matchAll(/(:?)([^:/$]*)(:?)/g)]
    .filter(([whole]) => whole !== "")
    .map(([, before, digits = "", after]) => ({ before: before === ":", digits, after: after === ":" }));
}

/** Whether `::` occurs, as the library notices it. An empty step counts as a group of its own. */
function gapOf(steps: readonly Step[]): "none" | "once" | "twice" {
  const gaps = steps.filter(({ before, digits, after }, index) => {
    const previous = steps[index - 1]?.after === true;
    return before && after ? digits === "" || previous : before && previous;
  });
  return gaps.length === 0 ? "none" : gaps.length === 1 ? "once" : "twice";
}

function groupValue(digits: string): number | undefined {
  if (digits === "") return 0;
  return /^(?:0x)?[\da-f]+$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}
