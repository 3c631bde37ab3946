/** A host of Konnect: `abc123.us.cp0.konghq.com`. */
const HOST = /^(?:[\w-]+\.)+konghq\.(?:com|tech)$/i;
/** Before the domain: `cp0` takes control connections, `tp0` takes telemetry. */
const PART = /\.([ct])p(\d+)(?=\.konghq\.)/i;

/** Konnect listens there only. */
export const KONNECT_PORT = 443;

/** Whether an address, with or without its port, is one of Konnect. */
export function isKonnect(address: string): boolean {
  return HOST.test(address.replace(/:\d*$/, "").replace(/\.$/, ""));
}

/** A text that is meant as an address, without the scheme and the path that do not belong in it. */
export function bareAddress(text: string): string {
  return text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "").replace(/\/.*$/, "");
}

/**
 * The address at which Konnect listens for what a property is about: its port, and the host of that part.
 * @param address one of Konnect, without a scheme and a path
 */
export function konnectAddress(property: string, address: string): string {
  const letter = property === "cluster_telemetry_endpoint" ? "t" : "c";
  return `${address.replace(/:\d*$/, "").replace(PART, `.${letter}p$2`)}:${KONNECT_PORT}`;
}
