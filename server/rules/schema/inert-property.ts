import { compareVersions } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { writtenAssignments } from "../support/assignments.ts";
import { isDataPlane } from "../support/listen/admin-listeners.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import { quoted } from "../support/quoting.ts";

/** A property that does nothing unless another one says so. */
interface Companion {
  /** Names, or the beginning of names that end in `*`. */
  readonly properties: readonly string[];
  /** The properties on which it depends: nothing is said while one of them is not known. */
  readonly reads: readonly string[];
  /** Whether the companion keeps it from having an effect. */
  readonly inert: (context: RuleContext) => boolean;
  /** What would have to be: ends the sentence "has no effect …". */
  readonly unless: string;
  /** The property to show it at, where it is written: the listener that lacks the flag. */
  readonly at?: string;
}

/** Some of the listeners are open, and none with TLS. Where all are off, certificates wait for another node's use. */
function lacksTls({ reading, catalog }: RuleContext, ...listens: readonly string[]): boolean {
  // In Kong 0.9–0.12 TLS is a switch, not a flag.
  if (compareVersions(catalog.base, "0.13") < 0) return false;
  const open = listens.flatMap((name) => listenersOf(reading, name));
  return open.length > 0 && !open.some(({ ssl }) => ssl);
}

const COMPANIONS: readonly Companion[] = [
  {
    properties: ["ssl_cert", "ssl_cert_key"],
    reads: ["proxy_listen", "stream_listen"],
    inert: (context) => lacksTls(context, "proxy_listen", "stream_listen"),
    unless: "while no entry of `proxy_listen` has `ssl`",
    at: "proxy_listen",
  },
  ...["admin", "admin_gui", "status", "portal_gui", "portal_api"].map(
    (name): Companion => ({
      properties: [`${name}_ssl_cert`, `${name}_ssl_cert_key`],
      reads: [`${name}_listen`],
      inert: (context) => lacksTls(context, `${name}_listen`),
      unless: `while no entry of \`${name}_listen\` has \`ssl\``,
      at: `${name}_listen`,
    }),
  ),
  {
    properties: ["client_ssl_cert", "client_ssl_cert_key"],
    reads: ["client_ssl"],
    inert: ({ reading }) => !reading.isOn("client_ssl"),
    unless: "while `client_ssl` is off",
  },
  {
    properties: ["untrusted_lua_sandbox_requires", "untrusted_lua_sandbox_environment"],
    reads: ["untrusted_lua"],
    inert: ({ reading }) => reading.text("untrusted_lua") !== "sandbox",
    unless: "unless `untrusted_lua` is `sandbox`",
  },
  {
    properties: ["cluster_allowed_common_names"],
    reads: ["cluster_mtls"],
    inert: ({ reading }) => reading.text("cluster_mtls") !== "pki_check_cn",
    unless: "unless `cluster_mtls` is `pki_check_cn`",
  },
  {
    properties: ["nginx_status_*"],
    reads: ["status_listen"],
    inert: ({ reading, catalog }) =>
      catalog.property("status_listen") !== undefined && listenersOf(reading, "status_listen").length === 0,
    unless: "while `status_listen` is off",
  },
  {
    properties: ["nginx_stream_*", "nginx_sproxy_*", "nginx_supstream_*"],
    reads: ["stream_listen"],
    inert: ({ reading, catalog }) =>
      catalog.property("stream_listen") !== undefined && listenersOf(reading, "stream_listen").length === 0,
    unless: "while `stream_listen` is off",
  },
  {
    properties: ["nginx_wasm_*"],
    reads: ["wasm"],
    inert: ({ reading, catalog }) => catalog.property("wasm") !== undefined && !reading.isOn("wasm"),
    unless: "while `wasm` is off",
  },
];

const companionOf: ReadonlyMap<string, Companion> = new Map(
  COMPANIONS.flatMap((companion) => companion.properties.map((property) => [property, companion])),
);

const NOT_ON_DATA_PLANES = /^(?:admin|portal)_/;

/** `nginx_status_*` of `nginx_status_gzip`. */
function namespaceOf(property: string): string {
  return property.startsWith("nginx_") ? `${property.split("_", 2).join("_")}_*` : property;
}

/** Known properties that do nothing here, because another one says so. */
export default defineRule({
  summary: "Property without effect, because the feature it belongs to is off",
  severity: "info",
  layer: "policy",
  yieldsTo: ["tls/cert-key-pair", "security/real-ip-untrusted"],
  check(context) {
    const { unit, reading, report } = context;
    const hasAdminApi = !isDataPlane(reading);
    const shown = new Set<Assignment>();
    for (const assignment of writtenAssignments(unit)) {
      const { property, writtenValue } = assignment;
      const companion = companionOf.get(property) ?? companionOf.get(namespaceOf(property));
      if (companion === undefined || writtenValue === "" || writtenValue === "off") continue;
      // Of the listeners that a data plane does not open, cluster/dp-settings-ignored speaks.
      if (!hasAdminApi && NOT_ON_DATA_PLANES.test(property)) continue;
      if (reading.assignment(property) !== assignment || isDefault(assignment.property, context)) continue;
      if (companion.reads.some((name) => reading.isOpaque(name)) || !companion.inert(context)) continue;
      // Kong up to 0.12 kept the address for TLS apart; deprecated/listen-ssl-keys says where it belongs.
      if (unit.assignments.some((each) => each.property === `${companion.at}_ssl`)) continue;
      const place = (companion.at && reading.assignment(companion.at)) || assignment;
      if (shown.has(place)) continue;
      shown.add(place);
      report({
        at: place.nameSpan,
        property: place.property,
        message: `${quoted(property)} has no effect ${companion.unless}. Change that (here or in the environment), or remove ${place === assignment ? "this line" : "that line"}.`,
        related:
          place === assignment ? [] : [{ span: assignment.nameSpan, message: "This line has no effect." }],
        tags: ["unnecessary"],
      });
    }
  },
});

/** Writing the default down says nothing new, and so misleads nobody. */
function isDefault(property: string, { reading, catalog }: RuleContext): boolean {
  const defaultValue = catalog.property(property)?.default ?? null;
  return defaultValue !== null && reading.text(property)?.toLowerCase() === defaultValue.toLowerCase();
}
