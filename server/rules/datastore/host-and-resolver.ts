import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { hostsOf } from "../support/database-hosts.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { quoted } from "../support/quoting.ts";
import { type ValueItem, valueItems } from "../support/value-items.ts";

/** An address with or without the port of DNS: what answers there on this machine may know local names. */
const LOCAL = /^(?:127(?:\.\d+){3}|\[?::1\]?)(?::53)?$/;

/** A short name of the database, and name servers that hardly know it. */
export default defineRule({
  summary: "Short database host name that Kong's own name servers may not know",
  severity: "info",
  needs: ["dns_resolver", "resolver_address"],
  layer: "policy",
  check(context) {
    const { reading, report } = context;
    const property = reading.isOn("new_dns_client") ? "resolver_address" : "dns_resolver";
    const resolver = reading.assignment(property);
    if (resolver === undefined || resolver.opaque !== undefined || reading.isRefused(resolver)) return;
    const servers = valueItems(resolver).filter(({ text }) => text !== "");
    const strange = servers.find(({ text }) => !LOCAL.test(text));
    const host = shortHost(context);
    if (strange === undefined || host === undefined) return;
    const among = servers.length > 1 ? ", and distributes its queries over all of them" : "";
    report({
      at: strange.span,
      property,
      message: `Kong queries only the servers in ${quoted(property)}${among}. Short names such as ${quoted(host.text)} are known only to the name servers of Docker and Kubernetes, so another server may answer \`3 name error\` and Kong does not find its database. Use a full name or an IP address, unless ${quoted(strange.text)} resolves this name.`,
      related: [{ span: host.span, message: "The host of the database." }],
      fixes: [displayOnlyFix("Change to the full name or the IP address of the database")],
    });
  },
});

/** The first host of the database that is one word. */
function shortHost({ reading }: RuleContext): ValueItem | undefined {
  for (const property of hostsOf(reading)) {
    const assignment = reading.assignment(property);
    if (assignment === undefined || assignment.opaque !== undefined) continue;
    const found = valueItems(assignment).find(
      ({ text }) => /^[A-Za-z0-9_-]+$/.test(text) && hostReach(text) === "name",
    );
    if (found !== undefined) return found;
  }
  return undefined;
}
