import type { ConfigUnit } from "../../../model/config-unit.ts";
import { hostReach } from "./host-reach.ts";

/**
 * Whether others can reach a port on which a process listens on all its interfaces. In a container that is so where the port is
 * published on an address of the machine that is not its own loopback.
 * @param port undefined: known at run time only
 * @returns undefined where nobody knows
 */
export function isReachable({ deployment }: ConfigUnit, port: number | undefined): boolean | undefined {
  if (deployment === undefined || deployment.network === "host" || deployment.isRouted === true) return true;
  if (deployment.network === "other" || port === undefined) return undefined;
  const published = deployment.ports.filter(
    ({ containerPort, protocol }) => containerPort === port && protocol === "tcp",
  );
  if (published.some(({ hostAddress }) => hostAddress !== undefined && hostReach(hostAddress) !== "loopback"))
    return true;
  const isKnown =
    deployment.portsAreComplete && published.every(({ hostAddress }) => hostAddress !== undefined);
  return isKnown ? false : undefined;
}

/** Whether a process only migrates the database, so that it opens no listener. */
export function isMigration({ deployment }: ConfigUnit): boolean {
  return deployment?.command?.value.some((word) => /\bmigrations\b/.test(word)) === true;
}
