import type { ListenEntry } from "../../../grammar/listen/listen-tree.ts";
import type { Catalog } from "../../../schemas/catalog.ts";
import type { Texts } from "../../../schemas/texts/load-texts.ts";
import { speaksHttp2Alone } from "../../rules/support/listen/plain-http2.ts";

/** What the meaning of a flag depends on besides its name. */
export interface FlagPlace {
  /** The listener: `proxy_listen`. */
  readonly property: string;
  /** Whether the address has TLS: the flag `ssl` beside this one. */
  readonly isTls: boolean;
  readonly catalog: Catalog;
  readonly texts: Texts;
}

/** Whether an address has TLS. */
export function isTls({ flags }: ListenEntry): boolean {
  return flags.some(({ nameText }) => nameText === "ssl");
}

/** What a flag of a listener means where it stands: `http2`, `backlog=16384`. undefined where it explains itself. */
export function flagText(flag: string, place: FlagPlace): string | undefined {
  const { property, catalog, texts } = place;
  if (flag !== "http2" || place.isTls) return texts.valueTextOf(property, flag);
  return speaksHttp2Alone(catalog)
    ? "Speaks HTTP/2 alone on this address as long as it has no `ssl`: HTTP/1.1 clients fail. With `ssl` both are offered."
    : "Speaks HTTP/2 besides HTTP/1.1, with clients that begin with it. Browsers use it only together with `ssl`.";
}
