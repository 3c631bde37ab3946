import type { Deployment } from "../../model/deployment.ts";
import { entriesOf } from "../yaml/entries.ts";
import { dereference, type YamlNode } from "../yaml/tree.ts";
import type { ComposeFile, ServiceDefinition } from "./definition.ts";
import { networksOf } from "./networks.ts";
import type { Project } from "./project.ts";
import { type ComposeRun, textOfNode } from "./scalars.ts";

/** The network of a service. */
export type ServiceNetwork = Pick<Deployment, "network" | "isRouted"> & {
  /** The service whose `ports` lead to it; undefined: Docker publishes none. */
  readonly publisher: ServiceDefinition | undefined;
};

/** Networks of which every machine beside them reaches all ports of a container. */
const ROUTED_DRIVERS = /^(?:macvlan|ipvlan)$/;

/** The network that `network_mode` or `networks` choose for a service. */
export function networkOf(definition: ServiceDefinition, project: Project, run: ComposeRun): ServiceNetwork {
  const mode = modeOf(definition, run);
  const other = mode?.startsWith("service:") === true ? project.services.get(mode.slice(8)) : undefined;
  if (other === undefined) return ownNetwork(definition, project, run);
  // The ports of the other service lead to this one as well.
  const joined = ownNetwork(other, project, run);
  return joined.network === "own" ? { ...joined, network: "other" } : joined;
}

/** `network_mode` as it is written; an empty text where it is known at run time only. */
function modeOf({ fields }: ServiceDefinition, run: ComposeRun): string | undefined {
  const mode = fields.get("network_mode") ?? fields.get("net");
  return mode === undefined ? undefined : (textOfNode(run, mode.file, mode.node) ?? "");
}

function ownNetwork(definition: ServiceDefinition, project: Project, run: ComposeRun): ServiceNetwork {
  const mode = modeOf(definition, run);
  if (mode === "host") return { network: "host", publisher: undefined };
  if (mode === "") return { network: "other", publisher: definition };
  if (mode !== undefined && /^(?:none$|service:|container:)/.test(mode))
    return { network: "other", publisher: undefined };
  if (mode !== undefined) return { network: "own", publisher: definition };
  const drivers = [...networksOf(definition).keys()].map((name) => driverOf(name, project, run));
  if (drivers.includes("host")) return { network: "host", publisher: undefined };
  if (!drivers.some((driver) => ROUTED_DRIVERS.test(driver)))
    return { network: "own", publisher: definition };
  const isOnlyRouted = drivers.every((driver) => ROUTED_DRIVERS.test(driver));
  return { network: "own", isRouted: true, publisher: isOnlyRouted ? undefined : definition };
}

/** The driver of a network as the project makes it; `host` for the one that Docker has already. */
function driverOf(name: string, project: Project, run: ComposeRun): string {
  let driver = "";
  for (const { file, node } of project.networks.get(name) ?? []) {
    const fields = fieldsIn(node);
    const text = (key: string): string => textOfField(fields.get(key), file, run);
    driver = text("driver") === "" ? driver : text("driver");
    const external = fields.get("external");
    const isExternal = external !== undefined && !/^(?:false|no|off)$/i.test(text("external"));
    const realName = external?.kind === "mapping" ? fieldsIn(external).get("name") : fields.get("name");
    if (isExternal && textOfField(realName, file, run) === "host") driver = "host";
  }
  return driver;
}

function fieldsIn(node: YamlNode): ReadonlyMap<string, YamlNode> {
  if (node.kind !== "mapping") return new Map();
  return new Map(entriesOf(node).entries.map(({ key, pair }) => [key, dereference(pair.value)]));
}

function textOfField(node: YamlNode | undefined, file: ComposeFile, run: ComposeRun): string {
  return node?.kind === "scalar" ? (textOfNode(run, file, node) ?? "") : "";
}
