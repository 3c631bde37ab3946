import type { ExposedPort, PublishedPort } from "../../model/deployment.ts";
import { locate } from "../../model/location.ts";
import { type Fields, fieldsAt, fieldsOf, itemsOf, scalarText } from "../yaml/fields.ts";
import type { Cluster } from "./cluster.ts";
import { companions, isController, mayServe } from "./ingress-controller.ts";
import { namedPorts } from "./named-ports.ts";
import type { ManifestObject } from "./objects.ts";
import type { Container, Pod } from "./pods.ts";

/** The ports of a container that Services lead to, and those that it has on its node. */
export function servicePorts(container: Container, cluster: Cluster): readonly PublishedPort[] {
  const services = [...cluster.own, ...cluster.beside].filter(
    (object) => object.kind === "Service" && selects(object, container.pod),
  );
  return [...services.flatMap((service) => portsOfService(service, container)), ...hostPorts(container)];
}

/** Whether a Service leads to the pods of a template, going by labels that are written in both. */
export function selects({ fields, namespace }: ManifestObject, { labels, owner }: Pod): boolean {
  if (namespace !== undefined && owner.namespace !== undefined && namespace !== owner.namespace) return false;
  const selector = fieldsAt(fields, "spec", "selector");
  return (
    selector.size > 0 &&
    [...selector.keys()].every((label) => {
      const wanted = scalarText(selector, label);
      return wanted !== undefined && !wanted.includes("{{") && wanted === scalarText(labels, label);
    })
  );
}

function portsOfService({ fields, source }: ManifestObject, container: Container): PublishedPort[] {
  const spec = fieldsAt(fields, "spec");
  const isOutside = /^(?:LoadBalancer|NodePort)$/.test(scalarText(spec, "type") ?? "");
  return itemsOf(spec.get("ports")?.node).flatMap((item): PublishedPort[] => {
    const port = fieldsOf(item);
    const containerPort = targetOf(port, container);
    if (containerPort === undefined) return [];
    const hostPort = Number(scalarText(port, "port"));
    return [
      {
        // Inside the cluster, or wherever its load balancer is.
        hostAddress: isOutside ? "0.0.0.0" : undefined,
        hostPort: Number.isInteger(hostPort) ? hostPort : undefined,
        containerPort,
        protocol: protocolOf(port),
        ...schemeOf(port),
        at: locate(source.document.path, item.span),
      },
    ];
  });
}

/** What clients speak by the name of a port: `https`, `kong-proxy-tls`, `http`. */
function schemeOf(port: Fields): Pick<PublishedPort, "scheme"> {
  const name = `${scalarText(port, "appProtocol") ?? ""} ${scalarText(port, "name") ?? ""}`.toLowerCase();
  if (/https|tls|ssl/.test(name)) return { scheme: "https" };
  return /\bhttp\b/.test(name) ? { scheme: "http" } : {};
}

/** The port that a Service leads to, where it is one of this container and of no other one. */
export function targetOf(port: Fields, container: Container): number | undefined {
  const target = scalarText(port, "targetPort") ?? scalarText(port, "port");
  if (target === undefined) return undefined;
  if (!/^\d{1,5}$/.test(target)) return namedPorts(container).get(target);
  const number = Number(target);
  // With another container in the pod, only a port that this one announces is known to be its own.
  const others = companions(container).filter((each) => !isController(each) || mayServe(each, number));
  return others.length === 0 || portNumbers(container).includes(number) ? number : undefined;
}

function hostPorts(container: Container): PublishedPort[] {
  const { source } = container.pod.owner;
  return itemsOf(container.fields.get("ports")?.node).flatMap((item): PublishedPort[] => {
    const port = fieldsOf(item);
    const [hostPort, containerPort] = [scalarText(port, "hostPort"), scalarText(port, "containerPort")];
    if (hostPort === undefined || !/^\d{1,5}$/.test(containerPort ?? "")) return [];
    return [
      {
        hostAddress: scalarText(port, "hostIP") ?? "0.0.0.0",
        hostPort: Number(hostPort),
        containerPort: Number(containerPort),
        protocol: protocolOf(port),
        at: locate(source.document.path, item.span),
      },
    ];
  });
}

/** The ports that a container announces, which changes nothing. */
export function announcedPorts(container: Container): readonly ExposedPort[] {
  const { source } = container.pod.owner;
  return itemsOf(container.fields.get("ports")?.node).flatMap((item): ExposedPort[] => {
    const port = fieldsOf(item);
    const number = Number(scalarText(port, "containerPort"));
    return Number.isInteger(number)
      ? [{ port: number, protocol: protocolOf(port), at: locate(source.document.path, item.span) }]
      : [];
  });
}

function portNumbers({ fields }: Container): readonly number[] {
  return itemsOf(fields.get("ports")?.node).map((item) =>
    Number(scalarText(fieldsOf(item), "containerPort")),
  );
}

function protocolOf(port: Fields): "tcp" | "udp" {
  return scalarText(port, "protocol") === "UDP" ? "udp" : "tcp";
}
