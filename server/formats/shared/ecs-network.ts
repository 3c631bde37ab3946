import type { Deployment, PublishedPort } from "../../model/deployment.ts";

/** What a task definition says that decides about the network of its containers. */
export interface EcsTask {
  /** `networkMode` as it is written; an empty text where it is known at run time only. */
  readonly mode: string | undefined;
  /** `requiresCompatibilities`; undefined where it is not written, or not known. */
  readonly launchTypes: readonly string[] | undefined;
  readonly ports: readonly PublishedPort[];
}

/** The network of a container of Amazon ECS. */
export function ecsNetwork(
  task: EcsTask,
): Pick<Deployment, "network" | "isRouted"> & { readonly platform: "tasks" } {
  return { ...networkOf(task), platform: "tasks" };
}

function networkOf({ mode, launchTypes, ports }: EcsTask): Pick<Deployment, "network" | "isRouted"> {
  switch (mode ?? usualMode(launchTypes, ports)) {
    case "host":
      return { network: "host" };
    case "none":
      return { network: "other" };
    case "bridge":
    case "default":
      return { network: "own" };
    case "awsvpc":
      // The task has a network interface of its own, and is reached at all its ports.
      return { network: "own", isRouted: true };
    default:
      return { network: "unknown" };
  }
}

/** Without a mode, a task on instances has the bridge of Docker; where nothing tells, most have an interface of their own. */
function usualMode(launchTypes: EcsTask["launchTypes"], ports: readonly PublishedPort[]): string {
  if (launchTypes !== undefined && launchTypes.length > 0 && !launchTypes.includes("FARGATE"))
    return "bridge";
  const isMapped = ports.some(
    ({ hostPort, containerPort }) => hostPort !== undefined && hostPort !== containerPort,
  );
  return isMapped ? "bridge" : "awsvpc";
}
