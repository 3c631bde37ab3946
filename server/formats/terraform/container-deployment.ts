import { span } from "../../../grammar/text/span.ts";
import type { Deployment, Placed, PublishedPort } from "../../model/deployment.ts";
import { locate, type SourceId } from "../../model/location.ts";
import { templateText } from "../hcl/template-value.ts";
import { attributeOf, blocksOf, type HclBody, type HclExpression } from "../hcl/tree.ts";
import { ecsNetwork } from "../shared/ecs-network.ts";
import { type Environment, entryIn } from "./find-environments.ts";

/** Resources whose containers are pods of a cluster. */
const PODS =
  /^kubernetes_(?:deployment|stateful_?set|daemon_?set|replication_controller|pod|job|cron_job)(?:_v\d\w*)?$/;

type Network = Pick<
  Deployment,
  "ports" | "portsAreComplete" | "network" | "isRouted" | "platform" | "sharesLoopback"
>;

/** How the resource runs the container; of other resources and of modules, nothing is known of network and ports. */
export function deploymentOf(
  environment: Environment,
  image: Deployment["image"],
  source: SourceId,
): Deployment {
  return {
    image,
    ...startOf(environment, source),
    ...networkOf(environment, source),
    reachableHosts: undefined,
  };
}

function networkOf(environment: Environment, source: SourceId): Network {
  const { resource } = environment;
  const type = resource?.labels[0]?.text ?? "";
  if (resource === undefined) return UNKNOWN;
  if (type === "docker_container") return containerNetwork(resource.body, source);
  if (type === "docker_service") return serviceNetwork(resource.body, source);
  if (type === "aws_ecs_task_definition") return taskNetwork(environment, resource.body, source);
  return PODS.test(type) ? podNetwork(resource.body) : UNKNOWN;
}

const UNKNOWN: Network = Object.freeze({ ports: [], portsAreComplete: false, network: "unknown" });

function containerNetwork(body: HclBody, source: SourceId): Network {
  const mode = attributeText(body, "network_mode");
  const others = { ports: [], portsAreComplete: true };
  if (mode === "host") return { ...others, network: "host" };
  if (mode !== undefined && /^(?:none$|container:)/.test(mode)) return { ...others, network: "other" };
  return {
    ports: portBlocks(body, "internal", "external", source),
    portsAreComplete: !hasDynamic(body, "ports"),
    network: mode === "" ? "other" : "own",
  };
}

/** A service of a swarm publishes on every node. */
function serviceNetwork(body: HclBody, source: SourceId): Network {
  const endpoints = blocksOf(body, "endpoint_spec");
  return {
    ports: endpoints.flatMap((each) => portBlocks(each.body, "target_port", "published_port", source)),
    portsAreComplete: endpoints.every((each) => !hasDynamic(each.body, "ports")),
    network: "own",
  };
}

function portBlocks(body: HclBody, inner: string, outer: string, source: SourceId): readonly PublishedPort[] {
  return blocksOf(body, "ports").flatMap(({ body: port, span: extent }): PublishedPort[] => {
    const containerPort = portNumber(attributeOf(port, inner)?.value);
    if (containerPort === undefined) return [];
    const address = attributeText(port, "ip");
    return [
      {
        hostAddress: address === undefined ? "0.0.0.0" : address === "" ? undefined : address,
        hostPort: portNumber(attributeOf(port, outer)?.value),
        containerPort,
        protocol: attributeText(port, "protocol") === "udp" ? "udp" : "tcp",
        at: locate(source, extent),
      },
    ];
  });
}

function taskNetwork({ field }: Environment, body: HclBody, source: SourceId): Network {
  const ports = mappings(field("portMappings"), source);
  const types = attributeOf(body, "requires_compatibilities")?.value;
  return {
    ports,
    portsAreComplete: true,
    ...ecsNetwork({
      mode: attributeText(body, "network_mode"),
      launchTypes:
        types?.kind === "list"
          ? types.items.flatMap((item) => (item.kind === "template" ? (templateText(item) ?? []) : []))
          : undefined,
      ports,
    }),
    // The other containers of the task may be those that Kong calls.
    sharesLoopback: true,
  };
}

function mappings(list: HclExpression | undefined, source: SourceId): readonly PublishedPort[] {
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item): PublishedPort[] => {
    const containerPort = item.kind === "object" ? portNumber(entryIn(item, "containerPort")) : undefined;
    if (item.kind !== "object" || containerPort === undefined) return [];
    const protocol = entryIn(item, "protocol");
    return [
      {
        hostAddress: "0.0.0.0",
        hostPort: portNumber(entryIn(item, "hostPort")),
        containerPort,
        protocol: protocol?.kind === "template" && templateText(protocol) === "udp" ? "udp" : "tcp",
        at: locate(source, item.span),
      },
    ];
  });
}

/** Every pod of the cluster reaches it; which Services lead to it is not read here. */
function podNetwork(body: HclBody): Network {
  return {
    ports: [],
    portsAreComplete: false,
    network: hasHostNetwork(body) ? "host" : "own",
    isRouted: true,
    platform: "cluster",
    sharesLoopback: true,
  };
}

function hasHostNetwork({ items }: HclBody): boolean {
  return items.some((item) =>
    item.kind === "block"
      ? hasHostNetwork(item.body)
      : item.name === "host_network" && item.value.kind === "literal" && item.value.text === "true",
  );
}

/** How the container is started; Kubernetes calls the entrypoint `command`, and the command `args`. */
function startOf(
  { field, resource }: Environment,
  source: SourceId,
): Pick<Deployment, "command" | "entrypoint" | "isStartUnknown"> {
  const isPod = PODS.test(resource?.labels[0]?.text ?? "");
  const written = isPod
    ? { entrypoint: field("command"), command: field("args") }
    : { entrypoint: field("entrypoint") ?? field("entryPoint"), command: field("command") };
  const entrypoint = wordsOf(written.entrypoint, source);
  const command = wordsOf(written.command, source);
  const isUnknown = entrypoint === "unknown" || command === "unknown";
  return {
    command: command === "unknown" ? undefined : command,
    entrypoint: entrypoint === "unknown" ? undefined : entrypoint,
    ...(isUnknown ? { isStartUnknown: true } : {}),
  };
}

function wordsOf(
  value: HclExpression | undefined,
  source: SourceId,
): Placed<readonly string[]> | "unknown" | undefined {
  if (value === undefined) return undefined;
  if (value.kind !== "list") return "unknown";
  const words = value.items.map((item) => (item.kind === "template" ? templateText(item) : undefined));
  const known = words.filter((word) => word !== undefined);
  if (known.length < words.length) return "unknown";
  return known.length === 0
    ? undefined
    : { value: known, at: locate(source, span(value.span.start, value.span.end)) };
}

/** The text of an attribute; an empty one where it is known at run time only. */
function attributeText(body: HclBody, name: string): string | undefined {
  const value = attributeOf(body, name)?.value;
  if (value === undefined) return undefined;
  if (value.kind === "literal") return value.type === "null" ? undefined : value.text;
  return value.kind === "template" ? (templateText(value) ?? "") : "";
}

function portNumber(value: HclExpression | undefined): number | undefined {
  const text =
    value?.kind === "template" ? templateText(value) : value?.kind === "literal" ? value.text : undefined;
  return text !== undefined && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;
}

/** `dynamic "ports"` makes blocks at run time. */
function hasDynamic(body: HclBody, type: string): boolean {
  return blocksOf(body, "dynamic").some(({ labels }) => labels[0]?.text === type);
}
