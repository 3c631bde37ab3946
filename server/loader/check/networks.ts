import { inRange } from "../../../schemas/release.ts";
import { upperAscii } from "../lua/ascii-case.ts";
import { isTable } from "../lua/lua-value.ts";
import { toNumber } from "../lua/to-number.ts";
import { toText } from "../lua/to-text.ts";
import type { RefusalCheck } from "../refusal-check.ts";
import { readKongAddress } from "./addresses.ts";
import type { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";
import { isIpOrCidr } from "./ip-or-cidr.ts";
import { isLooseIpOrCidr } from "./loose-ip-or-cidr.ts";

/** What a check says of one item of a list. */
type ItemFault = "fits" | "refused" | "broken";

/**
 * Reports every item of a list that does not fit.
 * @param numbers what becomes of a number among the items, which only the reader's delimiter can bring there: most
 *   checks break on it
 */
export function checkItems(
  context: CheckContext,
  check: RefusalCheck,
  property: string,
  faultOf: (item: string) => ItemFault,
  numbers: "broken" | "text" = "broken",
): void {
  const value = context.value(property);
  for (const [item, raw] of (isTable(value) ? value : []).entries()) {
    const fault = typeof raw === "number" && numbers === "broken" ? "broken" : faultOf(toText(raw));
    if (fault === "fits") continue;
    context.refuse({ check, property, cause: { property, item }, crash: fault === "broken" });
  }
}

/** Addresses of name servers: IPv4 only in 0.10, IPv6 too from 0.11 on. */
function nameServers(property: string, since: string): CrossCheck {
  return {
    range: { since },
    reads: [property],
    run(context) {
      const { base } = context.model;
      const ipv4Only = inRange(base, { before: "0.11" });
      checkItems(context, "dns-resolver", property, (text) => {
        const address = readKongAddress(text, base);
        if (address === "broken") return "broken";
        if (address === "invalid" || address.type === "name") return "refused";
        return ipv4Only && address.type !== "ipv4" ? "refused" : "fits";
      });
    },
  };
}

function hostsFile(property: string, since: string): CrossCheck {
  return {
    range: { since },
    reads: [property],
    always: true,
    run(context) {
      const path = context.text(property);
      if (path !== undefined && !context.exists(path)) context.refuse({ check: "missing-file", property });
    },
  };
}

/** Record types in any case; the set is the release's. */
function recordTypes(property: string, since: string): CrossCheck {
  return {
    range: { since },
    reads: [property],
    run(context) {
      const allowed = context.model.catalog.property(property)?.itemEnum ?? [];
      checkItems(
        context,
        "dns-order",
        property,
        (text) => (allowed.includes(upperAscii(text)) ? "fits" : "refused"),
        inRange(context.model.base, { before: "3.0" }) ? "broken" : "text",
      );
      if (
        property === "dns_order" &&
        inRange(context.model.base, { since: "2.6", before: "3.0" }) &&
        context.list(property)?.some((text) => upperAscii(text) === "AAAA")
      )
        context.warn(property, "other");
    },
  };
}

/** Kong 0.9: exactly one of the two. */
const dnsmasq: CrossCheck = {
  range: { before: "0.10" },
  reads: ["dnsmasq", "dns_resolver"],
  run(context) {
    const resolver = context.value("dns_resolver") !== undefined;
    if (resolver !== (context.value("dnsmasq") === true)) return;
    const cause = resolver ? { property: "dns_resolver" } : { property: "dnsmasq" };
    context.refuse({ check: "dnsmasq", property: "dnsmasq", also: ["dns_resolver"], cause });
  },
};

/** Not checked at all before 1.1.2, loosely through 2.2, strictly from 2.3 on. */
const trustedIps: CrossCheck = {
  range: { since: "1.1.2" },
  reads: ["trusted_ips"],
  run(context) {
    const valid = inRange(context.model.base, { before: "2.3" }) ? isLooseIpOrCidr : isIpOrCidr;
    checkItems(
      context,
      "trusted-ips",
      "trusted_ips",
      (text) => (text === "unix:" || valid(text) ? "fits" : "refused"),
      "text",
    );
  },
};

/** Two ports with a colon between them, each anything that Lua reads as a number from 1 to 65535. */
const portMaps: CrossCheck = {
  range: { since: "2.1" },
  reads: ["port_maps"],
  run(context) {
    checkItems(
      context,
      "port-maps",
      "port_maps",
      (text) => {
        const colon = text.indexOf(":");
        return colon >= 0 && isPort(text.slice(0, colon)) && isPort(text.slice(colon + 1))
          ? "fits"
          : "refused";
      },
      "text",
    );
  },
};

function isPort(text: string): boolean {
  const port = toNumber(text);
  return port !== undefined && port >= 1 && port <= 65535;
}

/** Kong 0.15–1.5: `scheme://host:port=scheme://host[:port]`, no origin twice. */
const origins: CrossCheck = {
  range: { since: "0.15", before: "2.0" },
  reads: ["origins"],
  run(context) {
    const seen = new Set<string>();
    const { base } = context.model;
    checkItems(context, "origins", "origins", (text) => {
      const match = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^=]+:\d+)=[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/]+)$/.exec(
        text,
      );
      if (match === null) return "refused";
      const [, scheme = "", from = "", to = ""] = match;
      const source = readKongAddress(from, base);
      const target = readKongAddress(to, base);
      if (source === "broken" || target === "broken") return "broken";
      const origin = `${scheme.toLowerCase()}://${from}`;
      const repeated = source !== "invalid" && seen.has(origin);
      seen.add(origin);
      return source === "invalid" || target === "invalid" || repeated ? "refused" : "fits";
    });
  },
};

export const portMapChecks: readonly CrossCheck[] = [portMaps];

export const nameServerChecks: readonly CrossCheck[] = [
  dnsmasq,
  nameServers("dns_resolver", "0.10"),
  hostsFile("dns_hostsfile", "0.11"),
  recordTypes("dns_order", "0.11"),
  nameServers("resolver_address", "3.8"),
  hostsFile("resolver_hosts_file", "3.8"),
  recordTypes("resolver_family", "3.8"),
];

export const addressChecks: readonly CrossCheck[] = [trustedIps, origins];
