import type { Deployment, Listed, Mount, Placed, Probe } from "../../model/deployment.ts";
import { type Location, locate } from "../../model/location.ts";
import type { Value } from "../../model/value.ts";
import { type Fields, fieldsAt, fieldsOf, isTrue, itemsOf, scalarText } from "../yaml/fields.ts";
import type { Cluster } from "./cluster.ts";
import type { ContainerCommand } from "./command.ts";
import { adminUrls, companions, isController } from "./ingress-controller.ts";
import type { Container } from "./pods.ts";
import { readProbes } from "./probes.ts";
import { announcedPorts, servicePorts } from "./service-ports.ts";
import type { ContainerMount } from "./volumes.ts";

/** What the deployment of a container is read from. */
export interface DeploymentInputs {
  readonly container: Container;
  readonly image: Placed<Value> | undefined;
  readonly command: ContainerCommand;
  readonly mounts: readonly ContainerMount[];
  readonly cluster: Cluster;
}

/** How a container is run, as its pod and the Services of the manifest say. */
export function readDeployment(inputs: DeploymentInputs): Deployment {
  const { container, image, command, cluster } = inputs;
  const { pod, role } = container;
  const isServing = role === "container";
  const ports = isServing ? servicePorts(container, cluster) : [];
  const context = fieldsAt(container.fields, "securityContext");
  const podContext = fieldsAt(pod.spec, "securityContext");
  const user = userOf(container, context, podContext);
  const readOnly = context.get("readOnlyRootFilesystem");
  return {
    image,
    command: command.command,
    entrypoint: command.entrypoint,
    ...(command.isUnknown ? { isStartUnknown: true } : {}),
    ports,
    // A Service of another file may lead here.
    portsAreComplete: false,
    exposedPorts: announcedPorts(container),
    network: isTrue(pod.spec, "hostNetwork") ? "host" : "own",
    isRouted: true,
    platform: "cluster",
    sharesLoopback: hasCompany(container),
    reachableHosts: undefined,
    mounts: mountsOf(inputs),
    ...(user === undefined ? {} : { user }),
    addedCapabilities: capabilitiesOf(context),
    isPrivileged: isTrue(context, "privileged") || podContext.has("sysctls"),
    // Whether the runtime opens low ports in the network of a pod is a setting of the node; in that of the node it does not.
    hasOpenLowPorts: isTrue(pod.spec, "hostNetwork") ? false : "unknown",
    ...(readOnly === undefined
      ? {}
      : {
          readOnlyRoot: {
            value: isTrue(context, "readOnlyRootFilesystem"),
            at: at(container, readOnly.pair.span),
          },
        }),
    ...controllerFacts(container),
    probes: isServing ? probesOf(container) : { items: [], isComplete: true },
    dependencies: dependenciesOf(container),
    ...(role === "init" && !isSidecar(container) ? { endsFirst: true } : {}),
  };
}

/** What the Ingress Controller in the same pod does; with other programs there as well, these may have its address. */
function controllerFacts(container: Container): Pick<Deployment, "hasController" | "adminUrls"> {
  const others = companions(container);
  if (container.role !== "container" || !others.some(isController)) return {};
  return { hasController: true, adminUrls: others.every(isController) ? adminUrls(container) : [] };
}

/** Whether the pod has containers beside this one while it runs; what completes a pod may add some. */
function hasCompany({ pod, node }: Container): boolean {
  return (
    pod.isCompleted ||
    itemsOf(pod.spec.get("containers")?.node).some((item) => item !== node) ||
    itemsOf(pod.spec.get("initContainers")?.node).some((item) => fieldsOf(item).has("restartPolicy"))
  );
}

/** An init container that goes on while the others run. */
function isSidecar({ fields }: Container): boolean {
  return scalarText(fields, "restartPolicy") === "Always";
}

function at({ pod }: Container, span: { readonly start: number; readonly end: number }): Location {
  return locate(pod.owner.source.document.path, span);
}

function userOf(container: Container, context: Fields, podContext: Fields): Placed<string> | undefined {
  const holder = context.has("runAsUser") ? context : podContext;
  const field = holder.get("runAsUser");
  const value = scalarText(holder, "runAsUser");
  return field === undefined || value === undefined
    ? undefined
    : { value, at: at(container, field.pair.span) };
}

function capabilitiesOf(context: Fields): readonly string[] {
  return itemsOf(fieldsAt(context, "capabilities").get("add")?.node).flatMap((item) =>
    item.kind === "scalar" ? [item.text.replace(/^CAP_/, "")] : [],
  );
}

const KINDS: Readonly<Record<string, Mount["kind"]>> = Object.freeze({
  hostPath: "bind",
  configMap: "file",
  secret: "file",
  projected: "file",
  downwardAPI: "file",
});

function mountsOf({ container, mounts, image }: DeploymentInputs): Listed<Mount> {
  const items = mounts.map((mount): Mount => {
    const kind = mount.kind === undefined ? "volume" : (KINDS[mount.kind] ?? "volume");
    const files = filesOf(mount);
    return {
      kind,
      target: mount.target,
      source: mount.set?.name ?? mount.name,
      // ConfigMaps and Secrets cannot be written to.
      isReadOnly: mount.isReadOnly || kind === "file",
      ...(files === undefined ? {} : { files }),
      at: mount.at,
    };
  });
  // What completes a container may mount more.
  return { items, isComplete: image !== undefined && !container.pod.isCompleted };
}

function filesOf({ set, items, subPath, kind }: ContainerMount): readonly string[] | undefined {
  if (subPath !== undefined) return undefined;
  if (kind === "emptyDir") return undefined;
  if (items !== undefined) return [...items.keys()];
  return set === undefined || set.open !== undefined ? undefined : [...set.entries.keys()];
}

function probesOf(container: Container): Listed<Probe> {
  return readProbes(container, (span) => at(container, span));
}

/** Init containers run before, one after the other, and must succeed. */
function dependenciesOf(container: Container): NonNullable<Deployment["dependencies"]> {
  const { pod, role, node } = container;
  if (role === "ephemeral") return [];
  const before = itemsOf(pod.spec.get("initContainers")?.node);
  const own = role === "init" ? before.indexOf(node) : before.length;
  return before.slice(0, Math.max(0, own)).flatMap((item) => {
    const fields = fieldsOf(item);
    const name = scalarText(fields, "name");
    return name === undefined
      ? []
      : [{ name, condition: "completed", at: at(container, item.span) } as const];
  });
}
