import { memoizeLast } from "../../../../grammar/text/memoize.ts";
import type { Reading } from "../../../loader/reading.ts";
import { listenersOf } from "../listen/listeners.ts";

/** A block of nginx's configuration that Kong's template writes under a condition only, with what is injected into it. */
interface Block {
  readonly prefixes: readonly string[];
  /** The properties of the condition. */
  readonly reads: readonly string[];
  readonly isLeftOut: (reading: Reading) => boolean;
}

/** Roles came with 2.0; before there is no value, and every block that has a listener. */
function whileOff(listen: string, ...prefixes: readonly string[]): Block {
  return {
    prefixes,
    reads: [listen],
    isLeftOut: (reading) => reading.properties.has(listen) && listenersOf(reading, listen).length === 0,
  };
}

function inRole(role: string, ...prefixes: readonly string[]): Block {
  return { prefixes, reads: ["role"], isLeftOut: (reading) => reading.text("role") === role };
}

const PROXY = ["nginx_proxy_", "nginx_upstream_", "nginx_http_upstream_", "nginx_location_"];

const BLOCKS: readonly Block[] = [
  whileOff("stream_listen", "nginx_stream_", "nginx_sproxy_", "nginx_supstream_"),
  whileOff("status_listen", "nginx_status_", "nginx_http_status_"),
  whileOff("proxy_listen", ...PROXY),
  inRole("control_plane", ...PROXY),
  whileOff("admin_listen", "nginx_admin_"),
  inRole("data_plane", "nginx_admin_"),
  {
    prefixes: ["nginx_wasm_"],
    reads: ["wasm"],
    isLeftOut: (reading) => reading.properties.has("wasm") && !reading.isOn("wasm"),
  },
];

/**
 * Whether Kong's template leaves out the block that a directive goes to, so that nginx never sees it. A condition that is not
 * known before run time may hold.
 */
export function isLeftOut(property: string, reading: Reading): boolean {
  return prefixesLeftOut(reading).some((prefix) => property.startsWith(prefix));
}

/** Several rules ask for each directive of a reading. */
const prefixesLeftOut = memoizeLast((reading: Reading) =>
  BLOCKS.filter(
    ({ reads, isLeftOut }) => !reads.some((name) => reading.isOpaque(name)) && isLeftOut(reading),
  ).flatMap(({ prefixes }) => prefixes),
);
