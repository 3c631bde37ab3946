import type { Fix } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { Deployment } from "../../model/deployment.ts";
import type { Location } from "../../model/location.ts";
import { addressLeads, portsLead } from "../support/deployment/admin-reach.ts";
import { type NetworkWords, networkWords } from "../support/deployment/network-words.ts";
import { deploymentsOf } from "../support/deployment/users.ts";
import { adminListeners, provesIdentity } from "../support/listen/admin-listeners.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import type { Listener } from "../support/listen/listeners.ts";
import { quoted, quotedList } from "../support/quoting.ts";

/** The Admin API on an address that others can reach. */
export default defineRule({
  summary: "Admin API on a public address",
  severity: "warning",
  serving: true,
  layer: "policy",
  check({ unit, reading, report }) {
    const deployments = deploymentsOf(unit);
    // A container with a network of its own is open where its ports are published, and that is another rule's.
    const reached = deployments.filter(addressLeads);
    if (deployments.length > reached.length && reached.length === 0) return;
    const listeners = adminListeners(reading);
    const open = listeners.filter(
      (each) => isPublic(each) && !areOnPorts(reached, each) && !isOfChart(unit, each),
    );
    for (const exposed of bySource(open)) {
      const [first, ...others] = exposed;
      if (first === undefined) continue;
      const own = listeners.filter((each) => sourceOf(each) === sourceOf(first));
      const words = networkWords(reached[0], portsOf(exposed));
      const guarded = exposed.every(({ ssl }) => ssl) && provesIdentity(reading);
      report({
        at: placeOf(unit, first),
        property: first.property,
        ...(guarded ? { severity: "info" as const } : {}),
        message:
          words === undefined ? messageOf(exposed, guarded) : messageOfContainer(exposed, guarded, words),
        related: others.flatMap(({ source, text }) =>
          source === undefined || isDerived(source)
            ? []
            : [{ span: source.host, message: `${quoted(text)} is also public.` }],
        ),
        fixes: first.source !== undefined && isDerived(first.source) ? [] : loopbackFix(own, exposed),
      });
    }
  },
});

function sourceOf({ source }: Listener): Assignment | undefined {
  return source?.assignment;
}

/** Listeners of one setting each; the defaults of several are one fault, which nobody wrote. */
function bySource(listeners: readonly Listener[]): readonly (readonly Listener[])[] {
  const sources = [...new Set(listeners.map(sourceOf))];
  return sources.map((source) => listeners.filter((each) => sourceOf(each) === source));
}

/** Whether ports that lead out of the cluster or the machine have the listener, which `deployment/admin-published` reports there. */
function areOnPorts(reached: readonly Deployment[], listener: Listener): boolean {
  return reached.length > 0 && reached.every((deployment) => isOnPort(deployment, listener));
}

function isOnPort(deployment: Deployment, { port }: Listener): boolean {
  return (
    portsLead(deployment) &&
    deployment.ports.some(
      ({ containerPort, hostAddress, protocol }) =>
        containerPort === port && protocol === "tcp" && hostAddress !== undefined && isOpen(hostAddress),
    )
  );
}

/** Whether a chart makes the listener for nothing that somebody wrote: the chart `ingress` needs one, for its controller. */
function isOfChart({ anchor }: ConfigUnit, { source }: Listener): boolean {
  if (source === undefined || !isDerived(source)) return false;
  const { nameSpan } = source.assignment;
  return nameSpan.source === anchor.source && nameSpan.start === anchor.start && nameSpan.end === anchor.end;
}

/** What a chart makes has no characters of its own: the port of its Service has. */
function placeOf({ deployment, anchor }: ConfigUnit, { source, port }: Listener): Location {
  if (source === undefined) return anchor;
  const service = isDerived(source)
    ? deployment?.ports.find(({ containerPort }) => containerPort === port)
    : undefined;
  return service?.at ?? source.host;
}

function isDerived({ assignment }: NonNullable<Listener["source"]>): boolean {
  return assignment.origin.kind === "derived";
}

function isPublic({ host, text }: Listener): boolean {
  if (text.startsWith("unix:")) return false;
  return isOpen(host);
}

function isOpen(host: string): boolean {
  const reach = hostReach(host);
  return reach === "any" || reach === "public";
}

function messageOfContainer(
  exposed: readonly Listener[],
  guarded: boolean,
  { holder, tries, controls, advice }: NetworkWords,
): string {
  if (guarded)
    return `The Admin API listens on every interface of ${holder}. Authentication is required, but ${tries}. ${advice}`;
  const plain = exposed.some(({ ssl }) => !ssl) ? ", without TLS" : "";
  return `The Admin API listens on every interface of ${holder}${plain}. ${controls} ${advice}`;
}

function messageOf(exposed: readonly Listener[], guarded: boolean): string {
  const [first] = exposed;
  if (first === undefined) return "";
  const where = hostReach(first.host) === "any" ? "on every interface" : `on \`${first.host}\``;
  if (guarded)
    return `The Admin API listens ${where}; authentication is required, but anyone can try. If the network allows it, bind a management address such as \`127.0.0.1\`.`;
  const plain = exposed.some(({ ssl }) => !ssl) ? ", without TLS" : "";
  const what = `The Admin API listens ${where}${plain}, and anyone who reaches it controls Kong.`;
  return first.source === undefined
    ? `${what} This is the default of the release: set ${quotedList(propertiesOf(exposed), "and")} to \`127.0.0.1\` (here or in the environment).`
    : `${what} Bind \`127.0.0.1\` or a management address, and reach it through a route with authentication.`;
}

/** `port 8001`, `ports 8001 and 8444`. */
function portsOf(listeners: readonly Listener[]): string {
  const ports = [...new Set(listeners.flatMap(({ port }) => (port === undefined ? [] : [String(port)])))];
  if (ports.length === 0) return "its port";
  return ports.length === 1 ? `port ${ports[0]}` : `ports ${ports.join(" and ")}`;
}

function propertiesOf(listeners: readonly Listener[]): readonly string[] {
  return [...new Set(listeners.map(({ property }) => property))];
}

function loopbackFix(own: readonly Listener[], exposed: readonly Listener[]): readonly Fix[] {
  const [first] = exposed;
  if (first === undefined) return [];
  if (first.source === undefined) return [defaultsFix(exposed)];
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

/** Sets what has a public address by default, each property to its first port. */
function defaultsFix(exposed: readonly Listener[]): Fix {
  const settings = propertiesOf(exposed).map((property) => {
    const port = exposed.find((each) => each.property === property)?.port ?? 8001;
    return { property, value: `127.0.0.1:${port}` };
  });
  return {
    title: `Set ${settings.map(({ property, value }) => `\`${property} = ${value}\``).join(" and ")}`,
    applicability: "unsafe",
    edits: settings.map(({ property, value }) => ({ kind: "insert", property, value, after: undefined })),
  };
}

function loopbackOf({ host }: Listener): string {
  return host.includes(":") ? "[::1]" : "127.0.0.1";
}
