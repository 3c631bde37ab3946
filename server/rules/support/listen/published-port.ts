import { memoizeObject, once } from "../../../../grammar/text/memoize.ts";
import { type Catalog, catalogFor, newestRelease } from "../../../../schemas/catalog.ts";
import type { Reading } from "../../../loader/reading.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import type { PublishedPort } from "../../../model/deployment.ts";
import { processKind } from "../deployment/process-kind.ts";
import { type Listener, listenersOf } from "./listeners.ts";

/** A port of a container that is published, and the listeners of Kong that have it. */
export interface PublishedListeners {
  readonly port: PublishedPort;
  /** Its number in the container. */
  readonly number: number;
  /** None where nothing in Kong listens on the port. */
  readonly listeners: readonly Listener[];
}

/** Directives with which people bring servers of their own into Kong's nginx. */
const OWN_SERVERS = /^nginx_\w*include$/;

/**
 * All listeners of a container that starts Kong; undefined where something decides about them that is only known at run time, where
 * nginx may have other listeners, and where the container does something else.
 */
export function certainListeners(
  { deployment }: ConfigUnit,
  reading: Reading,
  catalog: Catalog,
): readonly Listener[] | undefined {
  if (deployment === undefined || processKind(deployment) !== "start") return undefined;
  // Another template of nginx has other listeners.
  if (deployment.command?.value.some((word) => /^--nginx-conf\b/.test(word)) === true) return undefined;
  if (reading.isOpaque("role")) return undefined;
  const properties = listenProperties(catalog).filter((property) => isServed(property, reading.text("role")));
  if (properties.some((property) => reading.isOpaque(property))) return undefined;
  if ([...reading.changed.keys()].some((property) => OWN_SERVERS.test(property))) return undefined;
  const listeners = properties.flatMap((property) => listenersOf(reading, property));
  const isUnclear = listeners.some(({ port, host }) => port === undefined && !host.startsWith("unix:"));
  return isUnclear ? undefined : listeners;
}

/** The ports that a Kong container publishes, with the listeners of the same number; none where these are not certain. */
export function listenersOnPorts(
  unit: ConfigUnit,
  reading: Reading,
  catalog: Catalog,
): readonly PublishedListeners[] {
  const { deployment } = unit;
  if (deployment === undefined || deployment.ports.length === 0 || deployment.network !== "own") return [];
  const listeners = certainListeners(unit, reading, catalog);
  if (listeners === undefined) return [];
  return deployment.ports.flatMap((port) => {
    const number = port.containerPort;
    if (number === undefined) return [];
    return [{ port, number, listeners: listeners.filter((listener) => listener.port === number) }];
  });
}

/** The TCP ports among them. */
export function publishedListeners(
  unit: ConfigUnit,
  reading: Reading,
  catalog: Catalog,
): readonly PublishedListeners[] {
  return listenersOnPorts(unit, reading, catalog).filter(({ port }) => port.protocol === "tcp");
}

/** Whether a node of a role opens the listeners of a property (Kong 2.0 and later; before, there are no roles). */
export function isServed(property: string, role: string | undefined): boolean {
  switch (role) {
    case "data_plane":
      return !/^(?:admin|portal|cluster)_/.test(property);
    case "control_plane":
      return !/^(?:proxy|stream)_/.test(property);
    case "traditional":
      return !property.startsWith("cluster_");
    default:
      return true;
  }
}

/** The listen property whose default in this release has a port: `admin_listen` for 8444. */
export function propertyOfPort(port: number, catalog: Catalog): string | undefined {
  const ending = new RegExp(`:${port}\\b`);
  return listenProperties(catalog).find((name) => ending.test(catalog.property(name)?.default ?? ""));
}

/**
 * Whether it is certain that nothing listens on a port. Where nobody says which release the image has, the default of another release may
 * have the port.
 */
export function isSurelyFree(port: number, unit: ConfigUnit, reading: Reading, catalog: Catalog): boolean {
  if (unit.release?.certainty === "said") return true;
  const owner = propertyOfPort(port, catalog) ?? propertyOfPort(port, newestEnterprise());
  return owner === undefined || reading.isWritten(owner);
}

/** Its defaults have every port that any release listens on. */
const newestEnterprise = once(() => catalogFor(newestRelease("enterprise")));

/** Those of Kong 0.9–0.12 are listen directives too: `admin_listen_ssl`, `cluster_listen_rpc`. */
const listenProperties = memoizeObject(({ properties }: Catalog): readonly string[] =>
  [...properties.keys()].filter((name) => /_listen(?:_ssl|_rpc)?$/.test(name)),
);
