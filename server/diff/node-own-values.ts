import type { KongValue } from "../loader/reading.ts";
import type { SideReading } from "./diff-side.ts";

/** What is known of a node that runs. */
export interface RunningNode {
  /** Its working folder. */
  readonly prefix: string | undefined;
}

/** Files of trusted certificates of systems, for which `system` stands. */
const SYSTEM_CERTIFICATES = /\/(?:ca-certificates|ca-bundle|tls-ca-bundle|ca-root-nss|cert)\.(?:crt|pem)$/;

/**
 * Whether a node has a value that it made of what is set, or by itself, so that it tells nothing of a drift: certificates that it
 * generated, paths made absolute, the certificates of the system, the user of its image.
 */
export function isNodesOwn(file: SideReading, running: SideReading, { prefix }: RunningNode): boolean {
  const { property } = file;
  const items = itemsOf(running.value);
  if (/_cert(?:_key)?$/.test(property) && itemsOf(file.value).length === 0)
    return items.length > 0 && items.every((item) => isGenerated(item, prefix));
  if (/^nginx_(?:main_)?user$/.test(property) && file.origin.kind !== "written") return true;
  const written = itemsOf(file.value);
  return (
    written.length > 0 &&
    written.length === items.length &&
    written.every((item, at) => isSamePath(item, items[at] ?? ""))
  );
}

function isGenerated(item: string, prefix: string | undefined): boolean {
  const folder = prefix?.replace(/\/+$/, "");
  return (
    /-default(?:-ecdsa)?\.(?:crt|key)$/.test(item) ||
    (folder !== undefined && item.startsWith(`${folder}/ssl/`))
  );
}

/** A path that the node has made absolute; anything else has to be the same text. */
function isSamePath(written: string, running: string): boolean {
  if (written === running) return true;
  if (written === "system") return SYSTEM_CERTIFICATES.test(running);
  if (!running.startsWith("/") || written.startsWith("/")) return false;
  return running.endsWith(`/${written.replace(/^(?:\.\/)+/, "")}`);
}

function itemsOf(value: KongValue | undefined): readonly string[] {
  if (value === undefined || value === "") return [];
  return typeof value === "object" ? value.map(String) : [String(value)];
}
