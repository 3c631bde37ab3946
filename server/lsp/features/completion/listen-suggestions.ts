import type { ListenEntry } from "../../../../grammar/listen/listen-tree.ts";
import { parseListen } from "../../../../grammar/listen/parse-listen.ts";
import { wordTable } from "../../../../grammar/text/word-table.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import type { ListenFlag, ListenProperty } from "../../../../schemas/property.ts";
import { compareVersions } from "../../../../schemas/release.ts";
import type { ValueText } from "../../support/cursor-context.ts";
import { listenPosition } from "../../support/listen-position.ts";
import { ItemKind } from "../../support/lsp-numbers.ts";
import type { Suggestion } from "./suggestion.ts";

/** Flags that nginx refuses beside `udp`. */
const NOT_WITH_UDP = new Set(["ssl", "backlog", "proxy_protocol", "so_keepalive", "http2", "deferred"]);

/** Ports that stand in Kong's documentation, for listeners that are off by default. */
const PORTS: Readonly<Record<string, readonly string[]>> = wordTable({
  status_listen: ["8100"],
  stream_listen: ["9000", "9443"],
  proxy_listen_ssl: ["8443"],
  admin_listen_ssl: ["8444"],
});

const FROM_ANYWHERE = ["0.0.0.0", "[::]", "127.0.0.1"];
const FROM_HERE = ["127.0.0.1", "[::1]", "0.0.0.0"];
/** Listeners that are for those who run Kong, not for its clients. */
const PRIVATE = /^(?:admin|status|debug)_listen/;

/** The queue of Kong's own default. */
const BACKLOG = "16384";

/** Addresses, ports and flags that may stand at the cursor in a listen directive of a release. */
export function listenSuggestions(value: ValueText, catalog: Catalog): Suggestion[] {
  const listener = catalog.listenProperties.get(value.property);
  const position = listenPosition(value.text, value.at);
  const replace = value.place(position.word);
  const word = value.text.slice(position.word.start, position.word.end);
  if (position.kind === "address") {
    return [
      ...addressSuggestions(value, word, catalog),
      ...(value.text.trim() === word && "off".startsWith(word)
        ? [{ label: "off", kind: ItemKind.keyword }]
        : []),
    ].map((each, index) => ({
      ...each,
      insert: each.label,
      replace,
      sort: `1${String(index).padStart(2, "0")}`,
    }));
  }
  if (listener === undefined || position.entry.off !== undefined || !isComplete(position.entry)) return [];
  return flagWords(listener, position.entry, position.flag?.nameText, word).map((label, index) => ({
    label,
    kind: ItemKind.keyword,
    insert: label,
    replace,
    sort: `1${String(index).padStart(2, "0")}`,
  }));
}

/** Whether an address is one that flags may follow: with a port, or a socket, which has none. */
function isComplete({ address }: ListenEntry): boolean {
  return address?.kind === "unix" || (address?.portText ?? "") !== "";
}

type Word = Pick<Suggestion, "label" | "kind" | "detail" | "group">;

/** The entries of the default as a whole, then hosts with the ports that go with the property. */
function addressSuggestions({ property, text }: ValueText, word: string, catalog: Catalog): Word[] {
  const byDefault = catalog.property(property)?.default ?? "";
  const written = new Set(parseListen(text).entries.flatMap(({ address }) => address?.portText ?? []));
  const entries = parseListen(byDefault).entries.filter(
    ({ address }) => address?.portText !== undefined && !written.has(address.portText),
  );
  const whole = entries.map(
    ({ span }): Word => ({
      label: byDefault.slice(span.start, span.end),
      kind: ItemKind.value,
      group: "default",
    }),
  );
  const known = entries.flatMap(({ address }) => address?.portText ?? []);
  const ports = known.length > 0 ? known : (PORTS[property] ?? []).filter((port) => !written.has(port));
  const typedHost = /^(.+):\d*$/.exec(word)?.[1];
  const takesV6 = compareVersions(catalog.base, "0.14") >= 0;
  const hosts = typedHost !== undefined ? [typedHost] : PRIVATE.test(property) ? FROM_HERE : FROM_ANYWHERE;
  const taken = new Set(whole.map(({ label }) => label));
  const plain = ports.flatMap((port) =>
    hosts
      .filter((host) => takesV6 || !host.startsWith("["))
      .map((host): Word => ({ label: `${host}:${port}`, kind: ItemKind.value, detail: HOSTS[host] ?? "" })),
  );
  return [...whole, ...plain.filter(({ label }) => !taken.has(label))];
}

const HOSTS: Readonly<Record<string, string>> = wordTable({
  "0.0.0.0": "all IPv4 interfaces",
  "[::]": "all IPv6 interfaces",
  "127.0.0.1": "localhost only",
  "[::1]": "localhost only, IPv6",
});

/** Flags that the release knows, that the entry does not have, and that go with those it has. */
function flagWords(
  { flags }: ListenProperty,
  { address, flags: written }: ListenEntry,
  current: string | undefined,
  word: string,
): string[] {
  const others = written.map(({ nameText }) => nameText).filter((name) => name !== current);
  const isUdp = others.includes("udp");
  const isFree = ({ name }: ListenFlag) => {
    if (others.includes(name)) return false;
    if (isUdp && NOT_WITH_UDP.has(name)) return false;
    if (name === "udp" && others.some((other) => NOT_WITH_UDP.has(other))) return false;
    return name !== "ipv6only" || address?.kind === "ipv6" || address?.kind === "hostname";
  };
  const typed = /^(\w+)=/.exec(word)?.[1];
  return flags
    .filter((flag) => isFree(flag) && (typed === undefined || flag.name === typed))
    .flatMap(({ name, arguments: values }) =>
      values === undefined ? [name] : values.map((each) => `${name}=${argumentOf(each)}`),
    );
}

function argumentOf(form: string): string {
  if (form === "<int>") return BACKLOG;
  return form.startsWith("<idle>") ? "30m::10" : form;
}
