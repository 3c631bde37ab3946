import { wordTable } from "../../../grammar/text/word-table.ts";
import { compareVersions, describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import type { RuleContext } from "../../findings/rule.ts";
import type { Refusal } from "../../loader/reading.ts";
import { displayOnlyFix, removeFix } from "../support/fixes.ts";
import { quoted, quotedList } from "../support/quoting.ts";
import { refusalPlace, refusalRule } from "../support/refusals.ts";

/** Settings of the older client that the newer one does not read, from Kong 3.8 on. */
const OLD_CLIENT = [
  "dns_resolver",
  "dns_hostsfile",
  "dns_order",
  "dns_valid_ttl",
  "dns_stale_ttl",
  "dns_cache_size",
  "dns_not_found_ttl",
  "dns_error_ttl",
  "dns_no_sync",
];

const NEW_CLIENT = [
  "resolver_address",
  "resolver_hosts_file",
  "resolver_family",
  "resolver_valid_ttl",
  "resolver_error_ttl",
  "resolver_stale_ttl",
  "resolver_lru_cache_size",
  "resolver_mem_cache_size",
];

/** The smallest value that a client can work with. */
const MINIMUM: Readonly<Record<string, number>> = wordTable({ dns_cache_size: 1, resolver_error_ttl: 0 });

/** Name servers, record types and the two clients of Kong's DNS settings. */
export default refusalRule({
  summary: "Invalid DNS setting, or one for the inactive DNS client",
  severity: "error",
  needs: ["dns_*", "resolver_*", "dnsmasq", "dnsmasq_*", "new_dns_client"],
  layer: "value",
  yieldsTo: ["schema/boolean-value"],
  beside: ["syntax/foreign-comment"],
  check: ["dns-resolver", "dns-order", "dnsmasq", "dns-client"],
  dependsOnRelease: true,
  message: reason,
  fixes: (refusal) => (refusal.check === "dns-client" ? fixes(refusal) : []),
  checkAccepted(context) {
    const { reading, catalog, report } = context;
    for (const refusal of reading.nodeRefusals)
      report({
        at: refusalPlace(refusal),
        property: refusal.property,
        message: `\`kong check\` accepts this, but every node of ${describeRelease(catalog.release)} crashes with a Lua error while \`new_dns_client\` is off: ${reason(refusal, context)}`,
        fixes: fixes(refusal),
      });
    if (catalog.property("new_dns_client") !== undefined && compareVersions(catalog.base, "3.8") >= 0)
      reportOtherClient(context);
  },
});

function reason({ check, property, text }: Refusal, { catalog }: RuleContext): string {
  switch (check) {
    case "dns-order": {
      const words = catalog.property(property)?.itemEnum ?? [];
      return `${quoted(text)} is not a record type of ${quoted(property)}. Use ${quotedList(words)}.`;
    }
    case "dnsmasq":
      return text === "" || property === "dnsmasq"
        ? "exactly one of `dnsmasq = on` and `dns_resolver` must be set. Set one and leave the other out."
        : `${quoted(property)} cannot be combined with its counterpart. Remove one of them.`;
    case "dns-client":
      return clientReason(property, catalog);
    default:
      return `${quoted(text)} is not the address of a name server; host names are not resolved here. Use an IP address, with \`:port\` if the port is not 53.`;
  }
}

function clientReason(property: string, catalog: RuleContext["catalog"]): string {
  const minimum = MINIMUM[property];
  if (minimum !== undefined)
    return `its DNS client requires ${quoted(property)} to be ${minimum} or more. Change the value, or remove the line to use the default.`;
  const defaultValue = catalog.property(property)?.default ?? null;
  return `an empty ${quoted(property)} leaves the DNS client nothing to ask for, and does not restore the default${defaultValue === null ? "" : ` ${quoted(defaultValue)}`}. Remove the line, or list record types.`;
}

function fixes({ property, assignment }: Refusal): Fix[] {
  const minimum = MINIMUM[property];
  if (minimum !== undefined) return [displayOnlyFix(`Change to \`${minimum}\` or more`)];
  if (assignment === undefined) return [];
  return [removeFix("Remove the line to use the default", "unsafe", assignment)];
}

function reportOtherClient({ reading, report }: RuleContext): void {
  if (reading.isOpaque("new_dns_client")) return;
  const isNew = reading.isOn("new_dns_client");
  for (const name of isNew ? OLD_CLIENT : NEW_CLIENT) {
    const assignment = reading.assignment(name);
    if (assignment === undefined || assignment.writtenValue === "") continue;
    if (reading.isRefused(assignment)) continue;
    report({
      at: assignment.nameSpan,
      property: name,
      severity: "info",
      message: isNew
        ? `With \`new_dns_client = on\` Kong checks ${quoted(name)} but does not use it. Use the \`resolver_*\` properties instead.`
        : `Kong uses ${quoted(name)} only with \`new_dns_client = on\`, which is off here. Turn it on (here or in the environment), or use the \`dns_*\` properties.`,
    });
  }
}
