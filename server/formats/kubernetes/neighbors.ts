import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Listed } from "../../model/deployment.ts";
import { locate } from "../../model/location.ts";
import type { Neighbor, ServiceName } from "../../model/neighbor.ts";
import { fieldsAt, fieldsOf, itemsOf, scalarText } from "../yaml/fields.ts";
import type { Cluster } from "./cluster.ts";
import type { ManifestObject } from "./objects.ts";
import type { Container } from "./pods.ts";
import { selects, targetOf } from "./service-ports.ts";

/** A container that runs Kong, with its process. */
export interface LinkedContainer {
  readonly container: Container;
  readonly unit: LinkedUnit;
}

/** The processes of a manifest, each with the containers of Kong beside it; another manifest may have more. */
export function withNeighbors(running: readonly LinkedContainer[], cluster: Cluster): readonly LinkedUnit[] {
  const services = [...cluster.own, ...cluster.beside].filter(({ kind }) => kind === "Service");
  const neighbors: Listed<Neighbor> = {
    items: running.map(({ container, unit }) => neighborOf(container, unit, services)),
    isComplete: false,
  };
  return running.map(({ unit }) =>
    unit.deployment === undefined ? unit : { ...unit, deployment: { ...unit.deployment, neighbors } },
  );
}

function neighborOf(container: Container, unit: LinkedUnit, services: readonly ManifestObject[]): Neighbor {
  const { deployment } = unit;
  const { source } = container.pod.owner;
  const own = container.role === "container" ? services.filter((each) => selects(each, container.pod)) : [];
  return {
    name: container.name,
    at: unit.anchor,
    image: deployment?.image,
    command: deployment?.command,
    entrypoint: deployment?.entrypoint,
    isStartUnknown: deployment?.isStartUnknown === true,
    // The name of a container is not one of the network.
    hosts: undefined,
    services: own.flatMap((service) => serviceName(service, container) ?? []),
    isOptional: false,
    text: source.document.text.slice(container.node.span.start, container.node.span.end),
    kong: {
      unit: unit.id,
      release: unit.release,
      assignments: unit.assignments,
      isClosed: unit.absence.kind === "closed",
    },
  };
}

/** `kong-cp`, `kong-cp.kong`, `kong-cp.kong.svc`, and with the usual domain of a cluster. */
function serviceName(object: ManifestObject, container: Container): ServiceName | undefined {
  const { name, namespace = container.pod.owner.namespace, fields, source } = object;
  const place = fieldsAt(fields, "metadata").get("name")?.node;
  if (name === undefined || place === undefined || name.includes("{{")) return undefined;
  const endings = namespace === undefined ? [] : ["", ".svc", ".svc.cluster.local"];
  return {
    hosts: new Set([name, ...endings.map((ending) => `${name}.${namespace}${ending}`)]),
    ports: portsOf(object, container),
    at: locate(source.document.path, place.span),
  };
}

function portsOf({ fields }: ManifestObject, container: Container): ServiceName["ports"] {
  const spec = fieldsAt(fields, "spec");
  // Without an address of its own, the name is that of the pods.
  if (scalarText(spec, "clusterIP") === "None") return undefined;
  const ports = new Map<number, number | undefined>();
  for (const item of itemsOf(spec.get("ports")?.node)) {
    const port = fieldsOf(item);
    const number = Number(scalarText(port, "port"));
    if (Number.isInteger(number) && scalarText(port, "protocol") !== "UDP")
      ports.set(number, targetOf(port, container));
  }
  return ports;
}
