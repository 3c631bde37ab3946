import type { Deployment, Listed, Placed } from "../../model/deployment.ts";
import { splitCommand } from "../shared/split-command.ts";
import { dereference } from "../yaml/tree.ts";
import type { Owned, ServiceDefinition } from "./definition.ts";
import { readDependencies } from "./dependencies.ts";
import { isTrue, type OwnedMount } from "./mounted.ts";
import { isPartial, type NetworkHosts, reachableHosts } from "./networks.ts";
import { exposedPorts, readPorts } from "./ports.ts";
import { readProbes } from "./probes.ts";
import type { Project } from "./project.ts";
import { type ComposeRun, locationOf, textOfNode, valueOfNode } from "./scalars.ts";
import { networkOf } from "./service-network.ts";

/**
 * How a service is run, as its definitions say.
 * @param built how the image is started that the service builds
 */
export function readDeployment(
  definition: ServiceDefinition,
  { project, hosts }: { readonly project: Project; readonly hosts: NetworkHosts },
  mounts: Listed<OwnedMount>,
  run: ComposeRun,
  built: Deployment | undefined,
): Deployment {
  const { publisher, ...network } = networkOf(definition, project, run);
  const { ports, areComplete } = readPorts(publisher?.lists.get("ports") ?? [], run);
  const { fields } = definition;
  const entrypoint = commandOf(fields.get("entrypoint"), run);
  // Another entrypoint makes Compose forget the command of the image.
  const inherited = fields.has("entrypoint") ? undefined : built?.command;
  const user = placedText(fields.get("user"), run) ?? built?.user;
  const readOnly = fields.get("read_only");
  return {
    image: placedValue(fields.get("image"), run) ?? built?.image,
    command: fields.has("command") ? commandOf(fields.get("command"), run) : inherited,
    entrypoint: fields.has("entrypoint") ? entrypoint : built?.entrypoint,
    isStartUnknown: isStartUnknown(definition, run),
    ports,
    // A service without an image is completed by another file.
    portsAreComplete: areComplete && definition.open.length === 0 && !isPartial(definition),
    exposedPorts: exposedPorts(definition.lists.get("expose") ?? [], run),
    ...network,
    reachableHosts: network.network === "own" ? reachableHosts(definition, hosts) : undefined,
    mounts,
    ...(fields.has("build") ? { imageFiles: "own" as const } : {}),
    ...(built?.image === undefined ? {} : { baseImage: built.image }),
    ...(user === undefined ? {} : { user }),
    isPrivileged: isPrivileged(definition, run),
    hasOpenLowPorts: network.network === "own",
    ...capabilitiesOf(definition, run),
    ...(readOnly === undefined
      ? {}
      : { readOnlyRoot: { value: isTrue(readOnly.node), at: locationOf(readOnly.file, readOnly.node) } }),
    probes: readProbes(definition, run),
    dependencies: readDependencies(definition, run),
  };
}

export function placedValue(owned: Owned | undefined, run: ComposeRun): Deployment["image"] {
  if (owned === undefined) return undefined;
  const value = valueOfNode(run, owned.file, owned.node);
  return value === undefined ? undefined : { value, at: locationOf(owned.file, owned.node) };
}

function placedText(owned: Owned | undefined, run: ComposeRun): Placed<string | undefined> | undefined {
  if (owned === undefined || isEmpty(owned)) return undefined;
  return { value: textOfNode(run, owned.file, owned.node), at: locationOf(owned.file, owned.node) };
}

/** Whether a command or an entrypoint is written that is known at run time only. */
export function isStartUnknown({ fields }: ServiceDefinition, run: ComposeRun): boolean {
  return ["command", "entrypoint"].some((field) => {
    const owned = fields.get(field);
    return owned !== undefined && !isEmpty(owned) && commandOf(owned, run) === undefined;
  });
}

/** `command:` and `command: null` leave that of the image. */
function isEmpty({ node }: Owned): boolean {
  return node.kind === "scalar" && /^(?:~|null|)$/i.test(node.text);
}

/** A command as a list, or as a text that is split like a shell would, without running one. */
export function commandOf(owned: Owned | undefined, run: ComposeRun): Placed<readonly string[]> | undefined {
  if (owned === undefined || isEmpty(owned)) return undefined;
  const { file, node } = owned;
  const at = locationOf(file, node);
  if (node.kind === "sequence") {
    const words = node.items.map((item) => textOfNode(run, file, dereference(item.value)));
    return words.includes(undefined) ? undefined : { value: words.filter((word) => word !== undefined), at };
  }
  const text = textOfNode(run, file, node);
  return text === undefined ? undefined : { value: splitCommand(text), at };
}

/** Kernel settings decide who may bind ports and write files. */
function isPrivileged({ fields }: ServiceDefinition, run: ComposeRun): boolean {
  const privileged = fields.get("privileged");
  if (fields.has("sysctls") || fields.has("security_opt") || fields.has("userns_mode")) return true;
  return (
    privileged !== undefined && textOfNode(run, privileged.file, privileged.node)?.toLowerCase() !== "false"
  );
}

function capabilitiesOf(
  { lists }: ServiceDefinition,
  run: ComposeRun,
): { readonly addedCapabilities?: readonly string[] } {
  const names = (lists.get("cap_add") ?? []).flatMap(({ file, node }) =>
    node.kind === "sequence"
      ? node.items.map((item) => textOfNode(run, file, dereference(item.value)))
      : [undefined],
  );
  const known = names.filter((name) => name !== undefined);
  return known.length < names.length
    ? {}
    : { addedCapabilities: known.map((name) => name.toUpperCase().replace(/^CAP_/, "")) };
}
