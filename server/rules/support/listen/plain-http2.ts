import type { Catalog } from "../../../../schemas/catalog.ts";
import { inRange } from "../../../../schemas/release.ts";

/**
 * Whether a port with `http2` and without `ssl` speaks HTTP/2 alone. The nginx of Kong 3.6 is 1.25, which listens to how a client
 * begins and speaks both.
 */
export function speaksHttp2Alone(catalog: Catalog): boolean {
  return inRange(catalog.base, { since: "0.13", before: "3.6" });
}
