import type { ListenEntry } from "../../grammar/listen/listen-tree.ts";
import { parseListen } from "../../grammar/listen/parse-listen.ts";
import type { KongValue } from "../loader/reading.ts";
import type { ListenerChange } from "./configuration-diff.ts";

/** A listener with its flags in a fixed order. */
interface Listener {
  readonly host: string;
  readonly port: string;
  readonly flags: readonly string[];
  readonly text: string;
}

/**
 * The listeners that two values of a listen property do not share. The order of listeners and of flags does not count. A listener
 * that moves to another address with the same port is one change.
 */
export function listenerChanges(
  before: KongValue | undefined,
  after: KongValue | undefined,
): readonly ListenerChange[] {
  const then = listenersIn(before);
  const now = listenersIn(after);
  const changes: ListenerChange[] = [];
  const isSame = (a: Listener) => (b: Listener) =>
    a.host === b.host && a.port === b.port && a.flags.join(" ") === b.flags.join(" ");
  let lost = then.filter((listener) => !now.some(isSame(listener)));
  let gained = now.filter((listener) => !then.some(isSame(listener)));
  const pair = (fits: (a: Listener, b: Listener) => boolean) => {
    for (const old of lost) {
      const young = gained.find((listener) => fits(old, listener));
      if (young === undefined) continue;
      lost = lost.filter((listener) => listener !== old);
      gained = gained.filter((listener) => listener !== young);
      changes.push({ kind: "changed", before: old.text, after: young.text });
    }
  };
  pair((a, b) => a.host === b.host && a.port === b.port);
  pair((a, b) => a.port === b.port && a.port !== "");
  return [
    ...lost.map(({ text }): ListenerChange => ({ kind: "lost", before: text, after: undefined })),
    ...changes,
    ...gained.map(({ text }): ListenerChange => ({ kind: "gained", before: undefined, after: text })),
  ];
}

function listenersIn(value: KongValue | undefined): readonly Listener[] {
  if (value === undefined || typeof value === "boolean") return [];
  const text = typeof value === "object" ? value.join(", ") : String(value);
  const { entries } = parseListen(text);
  if (entries[0]?.off !== undefined) return [];
  return entries.flatMap((entry) => listenerOf(entry, text) ?? []);
}

function listenerOf({ address, flags, span }: ListenEntry, text: string): Listener | undefined {
  if (address === undefined) return undefined;
  return {
    host: address.hostText === "*" || address.hostText === "" ? "0.0.0.0" : address.hostText.toLowerCase(),
    port: address.portText ?? "",
    flags: flags.map((flag) => text.slice(flag.span.start, flag.span.end)).sort(),
    text: text.slice(span.start, span.end).replaceAll(/\s+/g, " "),
  };
}
