import type { UnitId } from "../../model/location.ts";
import { location } from "../../model/location.ts";
import type { Problems } from "../shared/problems.ts";
import type { ChartValues } from "./chart-values.ts";
import { type HelmValue, isTruthy } from "./values.ts";

interface AddressCheck {
  readonly values: ChartValues;
  readonly unit: UnitId;
  readonly problems: Problems;
}

/** Settings with an address of a block, and what an address with `http` leads to where browsers use `https`. */
const ADDRESSES: readonly (readonly [key: string, block: string, reason: string])[] = [
  [
    "admin_gui_url",
    "manager",
    "browsers open Kong Manager with `https` and drop the answers of the Admin API, which allows only this address as the origin",
  ],
  ["admin_gui_api_url", "admin", "browsers block the `http` calls of Kong Manager, and its pages stay empty"],
  ["admin_api_uri", "admin", "browsers block the `http` calls of Kong Manager, and its pages stay empty"],
  [
    "portal_api_url",
    "portalapi",
    "browsers block the `http` calls of the Dev Portal, and its pages stay empty",
  ],
];

/** Without a port, or with the one of plain HTTP: through the ingress, and not past it. */
const HTTP_URL = /\bhttp:\/\/([\w.-]+)(?::80)?(?=[/?#,\s]|$)/gi;

/** Reports addresses with `http` whose host an ingress of the chart serves with TLS. */
export function checkAddresses({ values, unit, problems }: AddressCheck): void {
  const env = values.at("env");
  if (env?.kind !== "map") return;
  for (const [key, value] of env.entries) {
    const found = ADDRESSES.find(([name]) => name === key.toLowerCase());
    if (found === undefined || value.kind !== "text" || value.place?.kind !== "yaml") continue;
    const [name, block, reason] = found;
    const hosts = tlsHosts(values, block);
    const { node, document } = value.place;
    if (hosts.size === 0 || node.kind !== "scalar" || node.text !== value.text) continue;
    // That browsers block these calls of a page with `https`, another rule tells.
    if (block === "admin" && isSecure(values)) continue;
    for (const { 0: text, 1: host = "", index } of value.text.matchAll(HTTP_URL)) {
      if (!hosts.has(host.toLowerCase())) continue;
      const { start, end } = node.map.spanToSource({ start: index, end: index + "http".length });
      problems.add(unit, {
        kind: "http-behind-tls",
        at: location(document.path, start, end),
        name: `KONG_${name.toUpperCase()}`,
        before: text,
        detail: `\`${block}.ingress\` serves this host with TLS, so ${reason}. Use \`https://\``,
        correction: { title: "Change to `https://`", at: location(document.path, end, end), text: "s" },
      });
    }
  }
}

/** The hosts that an ingress serves with TLS. */
function tlsHosts(values: ChartValues, block: string): ReadonlySet<string> {
  const isServed = values.holds({ all: [`${block}.enabled`, `${block}.ingress.enabled`] });
  const tls = values.at(`${block}.ingress.tls`);
  if (isServed !== true || tls?.kind === "unknown" || !isTruthy(tls)) return new Set();
  const more = values.at(`${block}.ingress.hosts`);
  const listed = more?.kind === "list" ? more.items : [];
  const hosts = [values.at(`${block}.ingress.hostname`), ...listed.map(hostOf)];
  return new Set(hosts.flatMap((host) => (host?.kind === "text" ? host.text.toLowerCase() : [])));
}

function hostOf(item: HelmValue): HelmValue | undefined {
  return item.kind === "map" ? item.entries.get("host") : item;
}

/** Whether Kong Manager has an address with `https` already. */
function isSecure(values: ChartValues): boolean {
  const env = values.at("env");
  if (env?.kind !== "map") return false;
  return [...env.entries].some(
    ([key, value]) =>
      key.toLowerCase() === "admin_gui_url" && value.kind === "text" && /\bhttps:\/\//i.test(value.text),
  );
}
