import type { Deployment } from "../../../model/deployment.ts";

type Reached = Pick<Deployment, "network" | "isRouted">;

/** Whether ports decide who reaches a process from outside of its machine, so that they are where the Admin API is opened. */
export function portsLead({ network }: Reached): boolean {
  return network === "own" || network === "other";
}

/**
 * Whether others reach a listener by its address alone: on the network of a machine, on one that routes to each container, and where
 * nothing is known of either.
 */
export function addressLeads({ network, isRouted }: Reached): boolean {
  return network === "host" || network === "unknown" || isRouted === true;
}
