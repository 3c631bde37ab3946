import { isBlank } from "../text/blanks.ts";
import { append } from "../text/large-lists.ts";
import { type Span, span } from "../text/span.ts";
import type {
  ListenAddress,
  ListenEntry,
  ListenFlagNode,
  ListenProblem,
  ListenProblemKind,
} from "./listen-tree.ts";
import { readAddress } from "./read-address.ts";

/** A token as the builder needs it. */
interface Piece {
  readonly image: string;
  readonly startOffset: number;
}

/** A stretch of an entry between blanks. */
interface Item {
  readonly kind: "word" | "address" | "unix" | "off";
  readonly start: number;
  end: number;
  equals: number | undefined;
  argument: Span | undefined;
}

/** What may only be a host or a port: a colon, a dot, a bracket, an asterisk, digits. */
const LIKE_ADDRESS = /[:.*[]|^[0-9]+$/;
const QUOTES = ['"', "'", "`"];
/** What may stand around the name of a flag and is no part of it. */
const AROUND_NAME = [...QUOTES, ";"];
const LIKE_ARGUMENT = /^(?:on|off|[0-9][0-9a-z:]*)$/;
/** Parameters of nginx's own listen directive: no host is meant by one of them. */
const PARAMETERS = new Set(
  (
    "ssl http2 http3 quic spdy proxy_protocol transparent deferred bind reuseport udp backlog ipv6only so_keepalive " +
    "setfib fastopen rcvbuf sndbuf accept_filter default default_server multipath off"
  ).split(" "),
);

/** Collects the tokens of a listen value and makes its entries. */
export class ListenBuilder {
  readonly #text: string;
  readonly #entries: ListenEntry[] = [];
  #slotStart = 0;
  #items: Item[] = [];
  #problems: ListenProblem[] = [];
  #afterBlank = false;

  constructor(text: string) {
    this.#text = text;
  }

  blank(_token: Piece): void {
    this.#afterBlank = true;
  }

  word(token: Piece): void {
    if (!this.#joinLooseArgument(token)) this.#add("word", token);
  }

  off(token: Piece): void {
    if (!this.#joinLooseArgument(token)) this.#add("off", token);
  }

  unixPath(token: Piece): void {
    this.#add("unix", token);
  }

  address(token: Piece): void {
    if (!this.#joinLooseArgument(token)) this.#add("address", token);
  }

  addressPart(token: Piece): void {
    const item = this.#items.at(-1);
    if (item === undefined) return;
    item.end = token.startOffset + token.image.length;
    if (item.argument !== undefined) item.argument = span(item.argument.start, item.end);
  }

  flagEquals(token: Piece): void {
    const item = this.#items.at(-1);
    if (item === undefined) return;
    item.equals = token.startOffset;
    item.end = token.startOffset + 1;
    item.argument = span(item.end, item.end);
  }

  argument(token: Piece): void {
    const item = this.#items.at(-1);
    if (item?.argument === undefined) return;
    item.end = token.startOffset + token.image.length;
    item.argument = span(token.startOffset, item.end);
  }

  /** An `=` that does not touch a flag: it belongs to the flag before the blank, where there is one. */
  strayEquals(token: Piece): void {
    const item = this.#items.at(-1);
    if (item?.kind === "word" && item.equals === undefined) {
      this.#report("blank-around-equals", item.end, token.startOffset + 1);
      this.flagEquals(token);
      return;
    }
    this.#report("stray-equals", token.startOffset, token.startOffset + 1);
  }

  comma(token: Piece): void {
    this.#finishEntry(token.startOffset);
    this.#slotStart = token.startOffset + 1;
  }

  /** Ends the last entry. */
  finish(): readonly ListenEntry[] {
    this.#finishEntry(this.#text.length);
    return this.#entries;
  }

  #add(kind: Item["kind"], token: Piece): void {
    const { startOffset: start, image } = token;
    this.#items.push({ kind, start, end: start + image.length, equals: undefined, argument: undefined });
    this.#afterBlank = false;
  }

  /** `backlog = 10` and `backlog= 10`: what follows is the argument when it cannot be anything else. */
  #joinLooseArgument(token: Piece): boolean {
    const item = this.#items.at(-1);
    const afterBlank = this.#afterBlank;
    if (!afterBlank || item?.argument === undefined || item.argument.end > item.argument.start) return false;
    const rest = /^[^ \t-\r,]*/.exec(this.#text.slice(token.startOffset))?.[0] ?? "";
    if (!LIKE_ARGUMENT.test(rest)) return false;
    const reported = this.#problems.at(-1)?.kind === "blank-around-equals" ? this.#problems.pop() : undefined;
    this.#report("blank-around-equals", reported?.span.start ?? item.end - 1, token.startOffset);
    item.end = token.startOffset + token.image.length;
    item.argument = span(token.startOffset, item.end);
    this.#afterBlank = false;
    return true;
  }

  #report(kind: ListenProblemKind, start: number, end: number): void {
    this.#problems.push({ kind, span: span(start, end) });
  }

  #finishEntry(slotEnd: number): void {
    const items = this.#items.map((item) => (item.kind === "address" ? this.#wordUnlessAddress(item) : item));
    const place = this.#firstText(slotEnd);
    const whole = span(place, Math.max(place, this.#lastText(slotEnd)));
    const off = items.find((item) => item.kind === "off");
    const addressItem = this.#addressItem(items, off !== undefined);
    const address = addressItem === undefined ? undefined : this.#address(addressItem);
    const flags = items
      .filter((item) => item.kind === "word" && item !== addressItem)
      .map((item) => this.#flag(item));
    if (whole.start === whole.end) this.#report("empty-entry", this.#slotStart, slotEnd);
    else if (address === undefined && off === undefined)
      this.#report("missing-address", whole.start, whole.end);
    this.#entries.push({
      span: whole,
      slot: span(this.#slotStart, slotEnd),
      address,
      off: off === undefined ? undefined : span(off.start, off.end),
      flags,
      problems: this.#problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    });
    this.#items = [];
    this.#problems = [];
    this.#afterBlank = false;
  }

  /** Where the text of the current slot begins; in a slot of blanks, behind its first one. */
  #firstText(slotEnd: number): number {
    let at = this.#slotStart;
    while (at < slotEnd && isBlank(this.#text.charCodeAt(at))) at++;
    return at < slotEnd ? at : Math.min(slotEnd, this.#slotStart + 1);
  }

  #lastText(slotEnd: number): number {
    let at = slotEnd;
    while (at > this.#slotStart && isBlank(this.#text.charCodeAt(at - 1))) at--;
    return at;
  }

  #wordUnlessAddress(item: Item): Item {
    return LIKE_ADDRESS.test(this.#text.slice(item.start, item.end)) ? item : { ...item, kind: "word" };
  }

  /** The first item that can be an address; failing that, the first word that is no parameter of nginx. */
  #addressItem(items: readonly Item[], hasOff: boolean): Item | undefined {
    const candidates = items.filter((item) => item.kind === "address" || item.kind === "unix");
    for (const other of candidates.slice(1)) this.#report("second-address", other.start, other.end);
    if (candidates.length > 0 || hasOff) return candidates[0];
    return items.find((item) => {
      if (item.kind !== "word" || item.equals !== undefined) return false;
      const name = this.#nameOf(item);
      return !PARAMETERS.has(this.#text.slice(name.start, name.end));
    });
  }

  #address(item: Item): ListenAddress {
    if (item.kind === "unix") {
      this.#report("unix-socket", item.start, item.end);
      const host = span(item.start + "unix:".length, item.end);
      const hostText = this.#text.slice(host.start, host.end);
      return {
        kind: "unix",
        span: span(item.start, item.end),
        host,
        hostText,
        port: undefined,
        portText: undefined,
      };
    }
    const { address, problems } = readAddress(this.#text, span(item.start, item.equals ?? item.end));
    append(this.#problems, problems);
    return address;
  }

  #flag(item: Item): ListenFlagNode {
    const name = this.#nameOf(item);
    if (item.argument !== undefined && item.argument.start === item.argument.end) {
      this.#report("missing-argument", item.start, item.end);
    }
    const written = this.#text.slice(item.start, item.end);
    if (QUOTES.some((quote) => written.includes(quote))) this.#report("quoted", item.start, item.end);
    const semicolon = written.indexOf(";");
    if (semicolon !== -1) this.#report("semicolon", item.start + semicolon, item.start + semicolon + 1);
    return {
      span: span(item.start, item.end),
      name,
      nameText: this.#text.slice(name.start, name.end),
      equals: item.equals === undefined ? undefined : span(item.equals, item.equals + 1),
      argument: item.argument,
      argumentText:
        item.argument === undefined ? undefined : this.#text.slice(item.argument.start, item.argument.end),
    };
  }

  /** The name of a flag, without quotes round it and a semicolon behind it. */
  #nameOf(item: Item): Span {
    const written = this.#text.slice(item.start, item.equals ?? item.end).trimEnd();
    if (!AROUND_NAME.some((sign) => written.includes(sign)))
      return span(item.start, item.start + written.length);
    const [, before = "", name = ""] = /^(["'`]*)(.*?)["'`;]*$/s.exec(written) ?? [];
    const start = item.start + before.length;
    return span(start, start + name.length);
  }
}
