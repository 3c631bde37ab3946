import type { Deployment } from "../../../model/deployment.ts";

type Reached = Pick<Deployment, "network" | "isRouted" | "platform">;

/**
 * Whether ports decide who reaches a process from outside of its machine, so that they are where the Admin API is opened. A task with a
 * network interface of its own is reached at all its ports, whichever of them it maps.
 */
export function portsLead({ network, isRouted, platform }: Reached): boolean {
  if (platform === "tasks" && isRouted === true) return false;
  return network === "own" || network === "other";
}

/**
 * Whether others reach a listener by its address alone: on the network of a machine, on one that routes to each container, and where
 * nothing is known of either.
 */
export function addressLeads({ network, isRouted }: Reached): boolean {
  return network === "host" || network === "unknown" || isRouted === true;
}
