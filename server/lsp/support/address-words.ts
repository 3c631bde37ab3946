import type { AddressKind } from "../../../grammar/listen/listen-tree.ts";

/** Who reaches an address, in a few words. */
export function addressWords(kind: AddressKind, host: string): string {
  switch (kind) {
    case "wildcard":
      return "every address of the machine";
    case "ipv4":
      if (host === "0.0.0.0") return "every IPv4 address of the machine";
      return host.startsWith("127.") ? "this machine only" : "one IPv4 address";
    case "ipv6":
      if (/^\[(?:::|0(?::0)*)\]$/.test(host)) return "every IPv6 address of the machine";
      return host === "[::1]" ? "this machine only, by IPv6" : "one IPv6 address";
    case "hostname":
      return "the addresses that the name has when Kong starts";
    case "unix":
      return "a socket in the file system";
    case "port":
      return "every address of the machine";
  }
}
