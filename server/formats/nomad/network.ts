import type { Deployment, PublishedPort } from "../../model/deployment.ts";
import { locate } from "../../model/location.ts";
import { templateText } from "../hcl/template-value.ts";
import { attributeOf, blocksOf, type HclBody, type HclExpression } from "../hcl/tree.ts";
import type { NomadSource } from "./nomad-source.ts";
import { configOf, type Task, textsOf } from "./tasks.ts";

/** The network of a task, and what of it the node publishes. */
type TaskNetwork = Pick<Deployment, "network" | "isRouted" | "platform" | "sharesLoopback" | "ports">;

/**
 * Where the group has no network of its own, a container is in that of its engine, and an executable in that of the node. The other
 * containers of a node reach one at its address either way.
 */
export function taskNetwork(source: NomadSource, task: Task): TaskNetwork {
  const [network] = blocksOf(task.group.body, "network");
  const mode = network === undefined ? undefined : attributeText(network.body, "mode");
  const platform = "nodes";
  if (mode === undefined || mode === "host") return ofDriver(source, task);
  if (mode === "none") return { network: "other", ports: [], sharesLoopback: true, platform };
  const ports = portsOf(source, task, undefined);
  // Tasks of a group, and the proxies of Consul, share its network.
  return mode === "bridge"
    ? { network: "own", isRouted: true, platform, sharesLoopback: true, ports }
    : { network: "other", platform, sharesLoopback: true, ports };
}

/** The network that the settings of the driver choose. */
function ofDriver(source: NomadSource, task: Task): TaskNetwork {
  const platform = "nodes";
  const driver = attributeText(task.block.body, "driver") ?? "docker";
  if (driver !== "" && !/^(?:docker|podman|containerd-driver|nerdctl)$/.test(driver))
    return { network: "host", platform, ports: [] };
  const written = configOf(task, "network_mode");
  const mode = written === undefined ? undefined : textOf(written);
  if (mode === "host") return { network: "host", platform, ports: [] };
  if (mode !== undefined && /^(?:none$|container:)/.test(mode))
    return { network: "other", platform, ports: [] };
  const named = textsOf(configOf(task, "ports")).map((each) => templateText(each));
  const ports = portsOf(source, task, named);
  return mode === ""
    ? { network: "other", platform, ports }
    : { network: "own", isRouted: true, platform, sharesLoopback: false, ports };
}

/**
 * The ports of the group that the node publishes.
 * @param named those that the task publishes; undefined: all
 */
function portsOf(
  { document: { path } }: NomadSource,
  task: Task,
  named: readonly (string | undefined)[] | undefined,
): readonly PublishedPort[] {
  return blocksOf(task.group.body, "network").flatMap((network) =>
    blocksOf(network.body, "port").flatMap((block): PublishedPort[] => {
      if (named?.includes(block.labels[0]?.text) === false) return [];
      const hostPort = numberOf(attributeOf(block.body, "static")?.value);
      // Without a port of the container, it is that of the node.
      const containerPort = numberOf(attributeOf(block.body, "to")?.value) ?? hostPort;
      if (containerPort === undefined) return [];
      const isElsewhere = attributeOf(block.body, "host_network") !== undefined;
      return [
        {
          // Which address a network of the node has is in the settings of the node.
          hostAddress: isElsewhere ? undefined : "0.0.0.0",
          hostPort,
          containerPort,
          protocol: "tcp",
          at: locate(path, block.span),
        },
      ];
    }),
  );
}

/** The text of an attribute; an empty one where it is known at run time only. */
function attributeText(body: HclBody, name: string): string | undefined {
  const value = attributeOf(body, name)?.value;
  return value === undefined ? undefined : textOf(value);
}

function textOf(value: HclExpression): string {
  return value.kind === "template" ? (templateText(value) ?? "") : "";
}

function numberOf(value: HclExpression | undefined): number | undefined {
  const text =
    value?.kind === "template" ? templateText(value) : value?.kind === "literal" ? value.text : undefined;
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}
