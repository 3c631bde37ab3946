import type { Location } from "./location.ts";
import type { Value } from "./value.ts";

/** A value with the characters that write it. */
export interface Placed<T> {
  readonly value: T;
  readonly at: Location;
}

/** A port of the container that something outside of it can reach. */
export interface PublishedPort {
  /** `0.0.0.0` where none is written; undefined: unknown before run time. */
  readonly hostAddress: string | undefined;
  /** undefined: chosen or known at run time. */
  readonly hostPort: number | undefined;
  readonly containerPort: number | undefined;
  readonly protocol: "tcp" | "udp";
  readonly at: Location;
}

/** How a process is run, beside its settings. Everything that is unknown is undefined and must not be guessed. */
export interface Deployment {
  readonly image: Placed<Value> | undefined;
  /** Words of the command; undefined where the default of the image holds. */
  readonly command: Placed<readonly string[]> | undefined;
  readonly entrypoint: Placed<readonly string[]> | undefined;
  readonly ports: readonly PublishedPort[];
  /** Whether {@link ports} is all there is. */
  readonly portsAreComplete: boolean;
  /** `host`: the process shares the network of its machine; `other`: a network of its own, or unknown. */
  readonly network: "own" | "host" | "other";
  /** Host names that the process can reach (services, aliases, links); undefined: not known. */
  readonly reachableHosts: ReadonlySet<string> | undefined;
}
