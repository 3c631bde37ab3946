import { defineRule } from "../../findings/rule.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { quoted } from "../support/quoting.ts";
import { valueItems } from "../support/value-items.ts";

/** Prefixes shorter than this hold more than a 256th of all addresses, which is nobody's load balancer. */
const SHORTEST_SENSIBLE_PREFIX = 8;

/** Networks of trusted proxies so wide that any client is one of them. */
export default defineRule({
  summary: "Every client is a trusted proxy",
  severity: "warning",
  needs: ["trusted_ips"],
  serving: true,
  check({ reading, report }) {
    const assignment = reading.assignment("trusted_ips");
    if (assignment === undefined || assignment.opaque !== undefined) return;
    const [first, ...others] = valueItems(assignment).filter(({ text }) => isFarTooWide(text));
    if (first === undefined) return;
    report({
      at: first.span,
      property: "trusted_ips",
      message: `${quoted(first.text)} makes ${/\/0+$/.test(first.text) ? "every client" : "a large part of the Internet"} a trusted proxy, so anyone can forge the client address that plugins, rate limits and logs rely on. List only the networks of your load balancers.`,
      related: others.map(({ span, text }) => ({ span, message: `${quoted(text)} is just as wide.` })),
    });
  },
});

function isFarTooWide(block: string): boolean {
  const [, host = "", bits = ""] = /^(.+)\/(\d{1,3})$/.exec(block) ?? [];
  if (bits === "" || Number(bits) >= SHORTEST_SENSIBLE_PREFIX) return false;
  // fc00::/7 is the private range of IPv6, as long as its prefix is.
  return Number(bits) === 0 || hostReach(host) !== "private";
}
