import type { AddressKind } from "../../../grammar/listen/listen-tree.ts";
import { hostReach } from "../../rules/support/listen/host-reach.ts";

/** Who reaches an address, in a few words. */
export function addressWords(kind: AddressKind, host: string): string {
  const reach = hostReach(host);
  switch (kind) {
    case "wildcard":
      return "all interfaces";
    case "ipv4":
      if (reach === "any") return "all IPv4 interfaces";
      return reach === "loopback" ? "localhost only" : "one IPv4 address";
    case "ipv6":
      if (reach === "any") return "all IPv6 interfaces";
      return reach === "loopback" ? "localhost only, by IPv6" : "one IPv6 address";
    case "hostname":
      return "the addresses of the name when Kong starts";
    case "unix":
      return "a socket file";
    case "port":
      return "all interfaces";
  }
}
