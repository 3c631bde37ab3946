import type { Span } from "../text/span.ts";

/**
 * How an address is written.
 * - `ipv4`: four decimal numbers; `ipv6`: anything in brackets, or several colons without them
 * - `wildcard`: `*`; `hostname`: any other text
 * - `unix`: `unix:` and a path
 * - `port`: a port without a host, `8000` or `:8000`
 */
export type AddressKind = "ipv4" | "ipv6" | "hostname" | "wildcard" | "unix" | "port";

export interface ListenAddress {
  readonly kind: AddressKind;
  readonly span: Span;
  /** The host, brackets included; the path of a socket; empty at the start of a lone port. */
  readonly host: Span;
  readonly hostText: string;
  /** What follows the colon behind the host, digits or not; absent without that colon. */
  readonly port: Span | undefined;
  readonly portText: string | undefined;
}

/** A bare word of an entry, with an argument where one is written. Whether a release knows it is not said here. */
export interface ListenFlagNode {
  readonly span: Span;
  readonly name: Span;
  readonly nameText: string;
  readonly equals: Span | undefined;
  /** Empty behind an `=` that nothing follows; absent without `=`. */
  readonly argument: Span | undefined;
  readonly argumentText: string | undefined;
}

export type ListenProblemKind =
  /** Nothing stands between two commas, before the first or after the last. */
  | "empty-entry"
  /** Flags alone, as behind a comma that should be a blank. */
  | "missing-address"
  | "missing-port"
  /** A port without a host. */
  | "missing-host"
  | "port-not-a-number"
  | "port-out-of-range"
  | "octet-out-of-range"
  /** A host of digits and dots that is no IPv4 address. */
  | "incomplete-ipv4"
  | "unbracketed-ipv6"
  | "unclosed-bracket"
  /** What stands in brackets is no IPv6 address. */
  | "invalid-ipv6"
  | "unix-socket"
  /** A scheme stands before the host. */
  | "url"
  | "quoted"
  | "semicolon"
  /** A second address without a comma before it. */
  | "second-address"
  /** `backlog=` with nothing behind it. */
  | "missing-argument"
  /** `backlog = 10`. */
  | "blank-around-equals"
  /** An `=` that belongs to no flag. */
  | "stray-equals";

/** Something about an entry that is wrong as a matter of form, in any release. */
export interface ListenProblem {
  readonly kind: ListenProblemKind;
  readonly span: Span;
}

/** One listener. */
export interface ListenEntry {
  /** Without surrounding blanks; an empty entry is an empty span where its text would begin. */
  readonly span: Span;
  /** From comma to comma. */
  readonly slot: Span;
  readonly address: ListenAddress | undefined;
  /** The word `off`, alone or not. */
  readonly off: Span | undefined;
  /** Before and after the address, in order. */
  readonly flags: readonly ListenFlagNode[];
  /** In the order of their spans. */
  readonly problems: readonly ListenProblem[];
}

/** The syntax of one listen property's value. All spans are UTF-16 offsets of the given text. */
export interface ListenTree {
  readonly text: string;
  /** At least one; a text without a comma is one entry, empty where the text is. */
  readonly entries: readonly ListenEntry[];
}
