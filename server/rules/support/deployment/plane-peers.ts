import { memoizeObject } from "../../../../grammar/text/memoize.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { Listed } from "../../../model/deployment.ts";
import type { KongProcess, Neighbor, ServiceName } from "../../../model/neighbor.ts";

/** A process of Kong to which a host name leads. */
export interface PlanePeer {
  readonly neighbor: Neighbor;
  readonly kong: KongProcess;
  /** The service that has the name; undefined where the name is that of the container. */
  readonly service: ServiceName | undefined;
}

/** An address of a plane as a setting writes it. */
export interface PlaneAddress {
  readonly host: string;
  readonly port: number;
}

/** `kong-cp:8005`; undefined for a text that is not an address, which other rules report. */
export function planeAddress({ opaque, writtenValue }: Assignment): PlaneAddress | undefined {
  const [, host = "", port] =
    /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?):(\d{1,5})$/.exec(writtenValue) ?? [];
  return opaque !== undefined || port === undefined ? undefined : { host, port: Number(port) };
}

/** All that a host name leads to; undefined where something is among it that is not known to run Kong. */
export function peersAt(neighbors: Listed<Neighbor>, host: string): readonly PlanePeer[] | undefined {
  const found = peersByHost(neighbors);
  return found.has(host) ? found.get(host) : [];
}

/** Many data planes of one file ask for the same hosts. */
const peersByHost = memoizeObject(
  ({ items }: Listed<Neighbor>): ReadonlyMap<string, readonly PlanePeer[] | undefined> => {
    const found = new Map<string, PlanePeer[] | undefined>();
    const add = (host: string, neighbor: Neighbor, service: ServiceName | undefined): void => {
      const known = found.has(host) ? found.get(host) : [];
      if (known === undefined || neighbor.kong === undefined) found.set(host, undefined);
      else {
        known.push({ neighbor, kong: neighbor.kong, service });
        found.set(host, known);
      }
    };
    for (const neighbor of items) {
      for (const host of neighbor.hosts ?? []) add(host, neighbor, undefined);
      for (const service of neighbor.services ?? [])
        for (const host of service.hosts) add(host, neighbor, service);
    }
    return found;
  },
);
