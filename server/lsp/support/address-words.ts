import type { AddressKind } from "../../../grammar/listen/listen-tree.ts";
import { hostReach } from "../../rules/support/listen/host-reach.ts";

/** Who reaches an address, in a few words. */
export function addressWords(kind: AddressKind, host: string): string {
  const reach = hostReach(host);
  switch (kind) {
    case "wildcard":
      return "every address of the machine";
    case "ipv4":
      if (reach === "any") return "every IPv4 address of the machine";
      return reach === "loopback" ? "this machine only" : "one IPv4 address";
    case "ipv6":
      if (reach === "any") return "every IPv6 address of the machine";
      return reach === "loopback" ? "this machine only, by IPv6" : "one IPv6 address";
    case "hostname":
      return "the addresses that the name has when Kong starts";
    case "unix":
      return "a socket in the file system";
    case "port":
      return "every address of the machine";
  }
}
