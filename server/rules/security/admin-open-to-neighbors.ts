import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Deployment } from "../../model/deployment.ts";
import type { Neighbor } from "../../model/neighbor.ts";
import { databaseOf } from "../support/deployment/database-image.ts";
import { processKind } from "../support/deployment/process-kind.ts";
import { adminListeners, provesIdentity } from "../support/listen/admin-listeners.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import type { Listener } from "../support/listen/listeners.ts";
import { quoted } from "../support/quoting.ts";

/** An Admin API on every interface of a container although nobody outside of it is meant to reach it. */
export default defineRule({
  summary: "Admin API that is open to other containers without need",
  severity: "warning",
  needs: "deployment",
  serving: true,
  layer: "policy",
  check(context) {
    const { unit, reading } = context;
    const { deployment } = unit;
    if (deployment === undefined || processKind(deployment) === "migrations" || provesIdentity(reading))
      return;
    const open = adminListeners(reading).filter(
      ({ source, host, text }) =>
        source !== undefined && !text.startsWith("unix:") && hostReach(host) === "any",
    );
    const [first] = open;
    if (first?.source === undefined) return;
    // Where others reach every port, \`security/admin-listen-public\` says so.
    if (deployment.isRouted === true) return;
    if (deployment.steps !== undefined) reportImage(context, first);
    else reportNeighbors(context, deployment, first, open);
  },
});

function reportImage({ report }: RuleContext, { source, property }: Listener): void {
  if (source === undefined) return;
  report({
    at: source.host,
    property,
    message: `Each container of this image opens the Admin API on every interface, and anyone who reaches it controls Kong. Remove \`${property}\` from the image, and set it where a container is started.`,
  });
}

function reportNeighbors(
  { unit, report }: RuleContext,
  deployment: Deployment,
  { source, property, port }: Listener,
  open: readonly Listener[],
): void {
  const { neighbors, reachableHosts, ports, exposedPorts = [], portsAreComplete } = deployment;
  if (source === undefined || deployment.network !== "own" || !portsAreComplete) return;
  if (neighbors?.isComplete !== true || reachableHosts === undefined) return;
  const numbers = new Set(open.map((each) => each.port));
  if (numbers.has(undefined) || ports.some(({ containerPort }) => numbers.has(containerPort))) return;
  if (exposedPorts.some((each) => numbers.has(each.port))) return;
  const others = neighbors.items.filter((each) => each.kong?.unit !== unit.id);
  if (others.some((each) => mayUse(each, numbers))) return;
  const stranger = others.find(
    (each) => each.kong === undefined && databaseOf(each) === undefined && reachableHosts.has(each.name),
  );
  if (stranger === undefined) return;
  report({
    at: source.host,
    property,
    message: `No port publishes the Admin API, but it listens on every interface of the container: other services such as ${quoted(stranger.name)} reach port ${port}, and anyone who reaches it controls Kong. Bind \`127.0.0.1\`.`,
    related: [{ span: stranger.at, message: "This service reaches it." }],
  });
}

/** Whether a service may be there to call the Admin API: it names the port, or gets settings from elsewhere, or is a tool for it. */
function mayUse({ text, isOptional }: Neighbor, ports: ReadonlySet<number | undefined>): boolean {
  if (isOptional || /env_file|extends|<<:|\bdeck\b|konga|manager|dashboard|kong-?ui|admin/i.test(text))
    return true;
  return [...ports].some((port) => text.includes(`:${port}`)) || /kong/i.test(text);
}
