import type { ConfigUnit } from "../../../model/config-unit.ts";
import type { Deployment } from "../../../model/deployment.ts";
import type { Listener } from "../listen/listeners.ts";
import { portsLead } from "./admin-reach.ts";
import { deploymentsOf } from "./users.ts";

/** Whether browsers of other people may get to a listener, going by the ports and Services that lead to it where these are known. */
export function mayBeBrowsed(unit: ConfigUnit, listener: Listener): boolean {
  const deployments = deploymentsOf(unit);
  return deployments.length === 0 || deployments.some((deployment) => leadsTo(deployment, listener));
}

function leadsTo(deployment: Deployment, { property, port }: Listener): boolean {
  if (deployment.unserved?.has(property) === true) return false;
  if (!portsLead(deployment) || port === undefined) return true;
  const { ports, portsAreComplete, network, platform } = deployment;
  if (ports.some(({ containerPort, protocol }) => containerPort === port && protocol === "tcp")) return true;
  if (platform === "cluster") return isWithoutServices(deployment);
  return network !== "own" || !portsAreComplete;
}

/** Services of a pod are mostly kept in one file: where none is known, they are elsewhere. Those of a chart are in `unserved`. */
function isWithoutServices({ ports, unserved }: Deployment): boolean {
  return ports.length === 0 || unserved !== undefined;
}
