import { memoizeObject } from "../../../../grammar/text/memoize.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import type { Reading } from "../../../loader/reading.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import type { PublishedPort } from "../../../model/deployment.ts";
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
 * The TCP ports that a Kong container publishes, with the listeners that have them. None where something decides about listeners that
 * is only known at run time, where nginx may have other listeners, and where the container does not start Kong.
 */
export function publishedListeners(
  { deployment }: ConfigUnit,
  reading: Reading,
  catalog: Catalog,
): readonly PublishedListeners[] {
  if (deployment === undefined || deployment.network !== "own" || !startsKong(deployment)) return [];
  const properties = listenProperties(catalog);
  if (properties.some((property) => reading.isOpaque(property))) return [];
  if ([...reading.changed.keys()].some((property) => OWN_SERVERS.test(property))) return [];
  const listeners = properties.flatMap((property) => listenersOf(reading, property));
  if (listeners.some(({ port, host }) => port === undefined && !host.startsWith("unix:"))) return [];
  return deployment.ports.flatMap((port) => {
    const number = port.containerPort;
    if (number === undefined || port.protocol !== "tcp") return [];
    return [{ port, number, listeners: listeners.filter((listener) => listener.port === number) }];
  });
}

/** Whether a container runs Kong's own start, with Kong's own nginx configuration. */
function startsKong({ command, entrypoint }: NonNullable<ConfigUnit["deployment"]>): boolean {
  if (entrypoint !== undefined) return false;
  return (
    command === undefined || /^(?:(?:\.\/|\/)?\S*kong )?(?:docker-start|start)$/.test(command.value.join(" "))
  );
}

/** The listen property whose default in this release has a port: `admin_listen` for 8444. */
export function propertyOfPort(port: number, catalog: Catalog): string | undefined {
  const ending = new RegExp(`:${port}\\b`);
  return listenProperties(catalog).find((name) => ending.test(catalog.property(name)?.default ?? ""));
}

/** Those of Kong 0.9–0.12 are listen directives too: `admin_listen_ssl`, `cluster_listen_rpc`. */
const listenProperties = memoizeObject(({ properties }: Catalog): readonly string[] =>
  [...properties.keys()].filter((name) => /_listen(?:_ssl|_rpc)?$/.test(name)),
);
