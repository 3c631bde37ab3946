import type { ConfigUnit } from "../../../model/config-unit.ts";
import type { Deployment, PublishedPort } from "../../../model/deployment.ts";
import { deploymentsOf } from "../deployment/users.ts";

/** What clients expect of a port. */
export interface Expectation {
  readonly scheme: "http" | "https";
  /** Whether a port is known for it by its number. */
  isKnownFor(port: number): boolean;
}

/**
 * The ports at which clients expect something of a port of Kong: those that lead to it, where they are known; else the port itself. None
 * where clients come through ports that are known for something else, or for nothing.
 */
export function clientPorts(
  unit: ConfigUnit,
  port: number,
  { scheme, isKnownFor }: Expectation,
): readonly number[] {
  const deployments = deploymentsOf(unit);
  const ports = deployments.flatMap((deployment): readonly number[] => {
    const leading = portsTo(deployment, port);
    if (leading.length === 0) return [port];
    return leading.flatMap(({ hostPort = port, scheme: said, ...rest }) => {
      const isKnown = said === undefined ? rest.isFixed && isKnownFor(hostPort) : said === scheme;
      return isKnown ? [hostPort] : [];
    });
  });
  return deployments.length === 0 ? [port] : ports;
}

/** The ports outside of the container that lead to one of its own; none where clients come to the port itself, as far as is known. */
function portsTo(
  { network, isRouted, platform, ports }: Deployment,
  port: number,
): readonly (PublishedPort & { readonly isFixed: boolean })[] {
  if (network !== "own" || (platform === "tasks" && isRouted === true)) return [];
  return ports
    .filter(({ containerPort, protocol }) => containerPort === port && protocol === "tcp")
    .map((each) => ({ ...each, isFixed: each.hostPort !== undefined }));
}
