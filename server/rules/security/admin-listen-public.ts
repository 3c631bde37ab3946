import type { Fix } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { adminListeners, provesIdentity } from "../support/listen/admin-listeners.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import type { Listener } from "../support/listen/listeners.ts";
import { isMigration } from "../support/listen/published-listener.ts";
import { quoted } from "../support/quoting.ts";

/** The Admin API on an address that others can reach. */
export default defineRule({
  summary: "The Admin API listens on a public address",
  severity: "warning",
  layer: "policy",
  check({ unit, reading, report }) {
    // A container with a network of its own is open where its ports are published, and that is another rule's.
    if (isMigration(unit) || hasPublishedPorts(unit)) return;
    const listeners = adminListeners(reading);
    for (const property of ["admin_listen", "admin_listen_ssl"]) {
      const own = listeners.filter((listener) => listener.property === property);
      const exposed = own.filter(isPublic);
      const [first, ...others] = exposed;
      if (first === undefined) continue;
      const guarded = exposed.every(({ ssl }) => ssl) && provesIdentity(reading);
      report({
        at: first.source?.host ?? reading.unit.anchor,
        property,
        ...(guarded ? { severity: "info" as const } : {}),
        message: messageOf(first, exposed, guarded),
        related: others.flatMap(({ source, text }) =>
          source === undefined ? [] : [{ span: source.host, message: `${quoted(text)} is open as well.` }],
        ),
        fixes: loopbackFix(own, exposed),
      });
    }
  },
});

/** Whether Kong has a network of its own that others reach by published ports only; of an image alone that is not known. */
function hasPublishedPorts({ deployment }: ConfigUnit): boolean {
  return deployment !== undefined && deployment.network !== "host" && deployment.isRouted !== true;
}

function isPublic({ host, text }: Listener): boolean {
  if (text.startsWith("unix:")) return false;
  const reach = hostReach(host);
  return reach === "any" || reach === "public";
}

function messageOf(first: Listener, exposed: readonly Listener[], guarded: boolean): string {
  const where = hostReach(first.host) === "any" ? "on every interface" : `on \`${first.host}\``;
  if (guarded)
    return `The Admin API listens ${where}; a client has to prove who it is, and still everyone can try. Bind a management address, such as \`127.0.0.1\`, where the network allows.`;
  const plain = exposed.some(({ ssl }) => !ssl) ? ", without TLS" : "";
  const what = `The Admin API listens ${where}${plain}, and whoever reaches it controls Kong.`;
  return first.source === undefined
    ? `${what} That is the default of this release: set \`${first.property}\` to \`127.0.0.1\`, unless the environment does.`
    : `${what} Bind \`127.0.0.1\` or a management address, and reach it through a route with authentication.`;
}

function loopbackFix(own: readonly Listener[], exposed: readonly Listener[]): readonly Fix[] {
  const [first] = exposed;
  if (first === undefined) return [];
  if (first.source === undefined)
    return [
      {
        title: `Set \`${first.property} = 127.0.0.1:${first.port ?? 8001}\``,
        applicability: "unsafe",
        edits: [
          {
            kind: "insert",
            property: first.property,
            value: `127.0.0.1:${first.port ?? 8001}`,
            after: undefined,
          },
        ],
      },
    ];
  const addresses = own.map((listener) =>
    exposed.includes(listener)
      ? `${loopbackOf(listener)}:${listener.port}`
      : `${listener.host}:${listener.port}`,
  );
  if (exposed.some(({ port }) => port === undefined) || new Set(addresses).size < addresses.length) return [];
  return [
    {
      title: `Bind ${exposed.some(({ host }) => host.includes(":")) ? "the loopback address" : "`127.0.0.1`"}`,
      applicability: "unsafe",
      edits: exposed.flatMap((listener) =>
        listener.source === undefined || listener.host === ""
          ? []
          : [{ kind: "replace" as const, span: listener.source.host, text: loopbackOf(listener) }],
      ),
    },
  ];
}

function loopbackOf({ host }: Listener): string {
  return host.includes(":") ? "[::1]" : "127.0.0.1";
}
