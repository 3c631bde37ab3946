import type { Location } from "./location.ts";
import type { Neighbor } from "./neighbor.ts";
import type { Value } from "./value.ts";

/** A value with the characters that write it. */
export interface Placed<T> {
  readonly value: T;
  readonly at: Location;
}

/** Items that are known, and whether they are all there is. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly isComplete: boolean;
}

/** A port of the container that something outside of it can reach. */
export interface PublishedPort {
  /** `0.0.0.0` where none is written; undefined: unknown before run time. */
  readonly hostAddress: string | undefined;
  /** undefined: chosen or known at run time. */
  readonly hostPort: number | undefined;
  readonly containerPort: number | undefined;
  readonly protocol: "tcp" | "udp";
  /** What clients speak there, where its name says so. */
  readonly scheme?: "http" | "https";
  readonly at: Location;
}

/** A port that is announced to others on the same network, and published nowhere. */
export interface ExposedPort {
  readonly port: number;
  readonly protocol: "tcp" | "udp";
  readonly at: Location;
}

/** Something that is put into the file system of the container. */
export interface Mount {
  /** `bind`: a file or folder of the machine; `file`: a secret or a config, which is one file or a folder of them. */
  readonly kind: "bind" | "volume" | "tmpfs" | "file";
  /** An absolute path in the container, without a slash at its end. */
  readonly target: string;
  /** The path on the machine, or the name of the volume, secret or config. */
  readonly source: string | undefined;
  readonly isReadOnly: boolean;
  /** Paths below the target that are known to exist; undefined: what is in it is not known. */
  readonly files?: readonly string[];
  readonly at: Location;
}

/** What a probe does to find out whether the process is well. */
export type ProbeTest =
  | {
      readonly kind: "http";
      readonly scheme: "http" | "https";
      /** As the probe writes it; undefined: the address of the container. */
      readonly host: string | undefined;
      readonly port: number;
      readonly path: string;
    }
  | { readonly kind: "tcp"; readonly port: number }
  /** `isShell`: a shell reads the words, which are one text then. */
  | { readonly kind: "command"; readonly words: readonly string[]; readonly isShell: boolean };

/** A probe or a health check of the container. */
export interface Probe {
  readonly role: "health" | "liveness" | "readiness" | "startup";
  readonly test: ProbeTest;
  readonly at: Location;
}

/** A step of a build, with the user that it runs as. */
export interface BuildStep {
  readonly kind: "run" | "copy" | "user";
  /** The user at this step; undefined: that of the base image. */
  readonly user: string | undefined;
  /** A command line; the target of a copy; the name of a user. */
  readonly text: string;
  readonly at: Location;
}

/** Something that has to run before the process starts: a service, an init container, a job. */
export interface Dependency {
  readonly name: string;
  readonly condition: "started" | "healthy" | "completed";
  readonly at: Location;
}

/**
 * What runs containers in ways of its own, which says who reaches them and what can be done about it.
 * `cluster`: pods, with Services; `tasks`: tasks with port mappings, which security groups guard; `nodes`: tasks that get ports of their
 * nodes.
 */
export type Platform = "cluster" | "tasks" | "nodes";

/**
 * How a process is run, beside its settings. Everything that is unknown is undefined and must not be guessed; the same goes for an
 * aspect that a format does not read.
 */
export interface Deployment {
  readonly image: Placed<Value> | undefined;
  /** Words of the command; undefined where the default of the image holds, or where it is not known. */
  readonly command: Placed<readonly string[]> | undefined;
  readonly entrypoint: Placed<readonly string[]> | undefined;
  /** Whether command or entrypoint are written and known only at run time. */
  readonly isStartUnknown?: boolean;
  /**
   * What a manager of services expects of the command, where it ends all that is left once it is wrong. `foreground`: it goes on as long as
   * the service runs; `background`: it ends when the service runs.
   */
  readonly startup?: Placed<"foreground" | "background">;
  readonly ports: readonly PublishedPort[];
  /** Whether {@link ports} is all there is. */
  readonly portsAreComplete: boolean;
  readonly exposedPorts?: readonly ExposedPort[];
  /** Listeners, by their properties, for which a chart makes no Service. Absent: no chart runs the process. */
  readonly unserved?: ReadonlySet<string>;
  /**
   * `own`: a network of its own; `host`: that of its machine; `other`: that of another container, none, or one that is known at run
   * time only; `unknown`: nothing is known of network and ports.
   */
  readonly network: "own" | "host" | "other" | "unknown";
  /** Whether others reach every port of the container at its own address, as the pods of a cluster do, so that none has to be published. */
  readonly isRouted?: boolean;
  /** Whether other containers have the same loopback interface, as those of one pod do. */
  readonly sharesLoopback?: boolean;
  /** What runs the container, where it is not an engine such as Docker or Podman by itself. */
  readonly platform?: Platform;
  /** Host names that the process can reach (services, aliases, links); undefined: not known. */
  readonly reachableHosts: ReadonlySet<string> | undefined;
  readonly mounts?: Listed<Mount>;
  /**
   * What is in the image beside the mounts. `stock`: what Kong's own image of the release has; `own`: other files too. Where a format
   * says nothing, the name of the image decides.
   */
  readonly imageFiles?: "stock" | "own";
  /** The image on which the one stands that is built for the process, where a build that was read tells it. */
  readonly baseImage?: Placed<Value>;
  /** The user as which the image of Kong's own starts processes; undefined: not known. */
  readonly imageUser?: string;
  /** The user that runs the process: absent where that of the image does, without a value where it is known at run time only. */
  readonly user?: Placed<string | undefined>;
  /** Capabilities in addition to those that every container has, without `CAP_`; undefined: not known. */
  readonly addedCapabilities?: readonly string[];
  /** Whether settings of the kernel or of security are changed, so that nothing is known of what the user may do. */
  readonly isPrivileged?: boolean;
  /**
   * Whether the runtime lets every user of the container bind ports below 1024, as Docker Engine does since 20.10; `unknown`: some
   * runtimes do that, and which one runs the container is a matter of the cluster.
   */
  readonly hasOpenLowPorts?: boolean | "unknown";
  readonly readOnlyRoot?: Placed<boolean>;
  /** Whether something deployed with the process pushes its routes into it, as the controller of the chart `ingress` does. */
  readonly hasController?: boolean;
  /** Whether the process has to end before the others start, as an init container has. */
  readonly endsFirst?: boolean;
  /** The addresses at which programs in the same pod look for the Admin API. */
  readonly adminUrls?: readonly Placed<string>[];
  readonly probes?: Listed<Probe>;
  readonly dependencies?: readonly Dependency[];
  /** Steps of a build, in the order of the final image; present only where the unit is the build itself. */
  readonly steps?: readonly BuildStep[];
  /** All that is deployed together with the process, itself included; undefined: not known. */
  readonly neighbors?: Listed<Neighbor>;
}

/**
 * Whether a process ends before others serve, or only migrates the database, so that it opens no listener and serves no request. Only a
 * shell starts Kong after that, and its script is one word.
 */
export function servesNothing({
  command,
  entrypoint,
  endsFirst,
}: Pick<Deployment, "command" | "entrypoint" | "endsFirst">): boolean {
  if (endsFirst === true) return true;
  const words = [...(entrypoint?.value ?? []), ...(command?.value ?? [])];
  if (words.some((word) => /\bkong\s+(?:start|restart|docker-start)\b/.test(word))) return false;
  return words.some((word) => /\bmigrations\b/.test(word));
}
