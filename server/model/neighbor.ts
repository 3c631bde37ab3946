import type { Assignment } from "./assignment.ts";
import type { ToldRelease } from "./config-unit.ts";
import type { Placed } from "./deployment.ts";
import type { Location, UnitId } from "./location.ts";
import type { Value } from "./value.ts";

/** A process of Kong that is deployed together with another one. */
export interface KongProcess {
  readonly unit: UnitId;
  readonly release: ToldRelease | undefined;
  /** Weakest layer first, as its tool gives them to the container. */
  readonly assignments: readonly Assignment[];
  /** Whether all its settings are known. */
  readonly isClosed: boolean;
}

/** A name that others on the network connect to, and that leads to a container. */
export interface ServiceName {
  readonly hosts: ReadonlySet<string>;
  /** The port of the container for each TCP port of the service, where it is known; undefined: the ports are those of the container. */
  readonly ports: ReadonlyMap<number, number | undefined> | undefined;
  readonly at: Location;
}

/** A service, a container or a job of one deployment. */
export interface Neighbor {
  readonly name: string;
  /** The characters that name it. */
  readonly at: Location;
  readonly image: Placed<Value> | undefined;
  readonly command: Placed<readonly string[]> | undefined;
  readonly entrypoint: Placed<readonly string[]> | undefined;
  /** Whether command or entrypoint are written and known only at run time. */
  readonly isStartUnknown: boolean;
  /** Names under which others find it; undefined: they are known at run time only. */
  readonly hosts: ReadonlySet<string> | undefined;
  /** Where others find it by a service in front of it, and not by {@link hosts}. */
  readonly services?: readonly ServiceName[];
  /** Whether it is started only on demand, by a profile, so that another one may take its place. */
  readonly isOptional: boolean;
  /** How it is written, for a look at what it names. */
  readonly text: string;
  /** Present where it runs Kong. */
  readonly kong: KongProcess | undefined;
}
