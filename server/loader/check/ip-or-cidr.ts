import { parseIp } from "../../../grammar/values/parse-ip.ts";

/** Whether Kong 2.3 and later takes a text for an address or a network: an IPv6 address may stand in brackets there. */
export function isIpOrCidr(text: string): boolean {
  const bracketed = /^\[([^\]/]+)\](\/\d+)?$/.exec(text);
  if (bracketed === null) return parseIp(text) !== undefined;
  return parseIp((bracketed[1] ?? "") + (bracketed[2] ?? ""))?.version === 6;
}
