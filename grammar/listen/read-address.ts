import { type Span, span } from "../text/span.ts";
import type { AddressKind, ListenAddress, ListenProblem, ListenProblemKind } from "./listen-tree.ts";

/** An address and what is wrong with its form. */
export interface AddressReading {
  readonly address: ListenAddress;
  readonly problems: readonly ListenProblem[];
}

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;
const DIGITS = /^[0-9]+$/;
const DIGITS_AND_DOTS = /^[0-9.]+$/;
const IPV6_CHARACTERS = /^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/;
const QUOTES = "\"'`";

/** Takes an address apart as far as it goes. Spans are offsets of `text`, of which it is the part `range`. */
export function readAddress(text: string, range: Span): AddressReading {
  const reader = new AddressReader(text, range);
  return { address: reader.read(), problems: reader.problems };
}

class AddressReader {
  readonly problems: ListenProblem[] = [];
  readonly #text: string;
  #start: number;
  #end: number;

  constructor(text: string, range: Span) {
    this.#text = text;
    this.#start = range.start;
    this.#end = range.end;
  }

  read(): ListenAddress {
    this.#dropQuotes();
    this.#dropScheme();
    const semicolon = this.#rest().indexOf(";");
    if (semicolon !== -1) {
      this.#report("semicolon", this.#start + semicolon, this.#start + semicolon + 1);
      this.#end = this.#start + semicolon;
    }
    return this.#hostAndPort();
  }

  #rest(): string {
    return this.#text.slice(this.#start, this.#end);
  }

  #report(kind: ListenProblemKind, start: number, end: number): void {
    this.problems.push({ kind, span: span(start, end) });
  }

  #dropQuotes(): void {
    const opens = this.#end > this.#start && QUOTES.includes(this.#text.charAt(this.#start));
    const closes = this.#end > this.#start + 1 && QUOTES.includes(this.#text.charAt(this.#end - 1));
    if (!opens && !closes) return;
    this.#report("quoted", this.#start, this.#end);
    if (opens) this.#start++;
    if (closes) this.#end--;
  }

  /** The scheme of a URL and its path. */
  #dropScheme(): void {
    const rest = this.#rest();
    const scheme = rest.includes("://") ? SCHEME.exec(rest)?.[0] : undefined;
    if (scheme === undefined) return;
    this.#report("url", this.#start, this.#start + scheme.length);
    this.#start += scheme.length;
    const path = this.#rest().indexOf("/");
    if (path !== -1) this.#end = this.#start + path;
  }

  #hostAndPort(): ListenAddress {
    const text = this.#rest();
    if (DIGITS.test(text)) {
      this.#report("missing-host", this.#start, this.#end);
      return this.#address("port", this.#start, this.#start);
    }
    if (text.startsWith("[")) return this.#bracketed(text);
    const colon = this.#colonBeforePort(text);
    const host = colon === -1 ? text : text.slice(0, colon);
    const hostEnd = this.#start + host.length;
    if (colon === 0) {
      this.#report("missing-host", this.#start, this.#end);
      return this.#address("port", hostEnd, this.#start + 1);
    }
    return this.#address(this.#kindOf(host), hostEnd, colon === -1 ? undefined : hostEnd + 1);
  }

  /** The last colon of an IPv6 address without brackets, else the first one behind an IPv4 address, else the last. */
  #colonBeforePort(text: string): number {
    const first = text.indexOf(":");
    return first > 0 && DIGITS_AND_DOTS.test(text.slice(0, first)) && text.slice(0, first).includes(".")
      ? first
      : text.lastIndexOf(":");
  }

  #bracketed(text: string): ListenAddress {
    const close = text.indexOf("]");
    if (close === -1) {
      this.#report("unclosed-bracket", this.#start, this.#end);
      return this.#address("ipv6", this.#end, undefined);
    }
    const hostEnd = this.#start + close + 1;
    if (!IPV6_CHARACTERS.test(text.slice(1, close))) this.#report("invalid-ipv6", this.#start, hostEnd);
    if (hostEnd === this.#end) return this.#address("ipv6", hostEnd, undefined);
    return this.#address("ipv6", hostEnd, this.#text.charAt(hostEnd) === ":" ? hostEnd + 1 : hostEnd);
  }

  #kindOf(host: string): AddressKind {
    const end = this.#start + host.length;
    if (host === "*") return "wildcard";
    if (host.includes(":") && IPV6_CHARACTERS.test(`${host}:`)) {
      this.#report("unbracketed-ipv6", this.#start, this.#end);
      return "ipv6";
    }
    if (!DIGITS_AND_DOTS.test(host)) return "hostname";
    const octets = host.split(".");
    if (octets.length !== 4 || octets.includes("")) {
      this.#report("incomplete-ipv4", this.#start, end);
    } else {
      let at = this.#start;
      for (const octet of octets) {
        if (Number(octet) > 255) this.#report("octet-out-of-range", at, at + octet.length);
        at += octet.length + 1;
      }
    }
    return "ipv4";
  }

  #address(kind: AddressKind, hostEnd: number, portStart: number | undefined): ListenAddress {
    const port = portStart === undefined ? undefined : span(portStart, this.#end);
    const portText = port === undefined ? undefined : this.#text.slice(port.start, port.end);
    if (kind !== "port" || portText !== undefined) this.#checkPort(portText, hostEnd);
    return {
      kind,
      span: span(this.#start, this.#end),
      host: span(this.#start, hostEnd),
      hostText: this.#text.slice(this.#start, hostEnd),
      port,
      portText,
    };
  }

  #checkPort(port: string | undefined, hostEnd: number): void {
    const unclosed = this.problems.some((problem) => problem.kind === "unclosed-bracket");
    if (port === undefined || port === "") {
      if (!unclosed) this.#report("missing-port", this.#start, this.#end);
    } else if (!DIGITS.test(port)) {
      this.#report("port-not-a-number", this.#end - port.length, this.#end);
    } else if (Number(port) > 65535) {
      this.#report("port-out-of-range", this.#end - port.length, Math.max(this.#end, hostEnd));
    }
  }
}
