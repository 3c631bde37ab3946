import { memoizeObject } from "../../../grammar/text/memoize.ts";
import type { Deployment } from "../../model/deployment.ts";
import { invocationOf, plainText } from "./command-words.ts";
import type { ContainerRun } from "./container-run.ts";
import type { ShellSource } from "./shell-source.ts";
import type { Command } from "./syntax.ts";

/** What `docker run` says of the network of its container. */
export type ContainerNetwork = Pick<Deployment, "network" | "isRouted"> & {
  /** Whether Docker publishes ports there. */
  readonly publishes: boolean;
};

/** Networks of which every machine beside them reaches all ports of a container, so that none is published. */
const ROUTED_DRIVERS = /^(?:macvlan|ipvlan)$/;

/** Modes in which the network is that of another container, that of a pod, or none. */
const FOREIGN = /^(?:none|container|ns)(?::|$)/;

/**
 * The network that the options of `docker run` choose. A network that people made is one like Docker's own: it publishes ports, unless
 * the same script makes it with another driver.
 */
export function networkOf({ args, source }: ContainerRun): ContainerNetwork {
  const own: ContainerNetwork = { network: "own", publishes: true };
  const foreign: ContainerNetwork = { network: "other", publishes: false };
  const options = args.options.filter(({ name }) => name === "network");
  const names = options.map(({ field, from }) => nameOf(field.text.slice(from)));
  if (names.includes("host")) return { network: "host", publishes: false };
  if (names.some((name) => FOREIGN.test(name))) return foreign;
  // A pod publishes the ports of its containers.
  if (args.options.some(({ name }) => name === "pod")) return foreign;
  if (args.unknown.length > 0 || options.some(({ field }) => field.isOpaque))
    return { network: "other", publishes: true };
  if (names.length === 0) return own;
  const routed = routedNetworks(source);
  const isRouted = names.map((name) => routed.has(name));
  if (!isRouted.includes(true)) return own;
  return { network: "own", isRouted: true, publishes: isRouted.includes(false) };
}

/** `kong-net`, `name=kong-net,alias=kong`, and Podman's `kong-net:alias=kong`. */
function nameOf(text: string): string {
  const named = /(?:^|,)name=([^,]*)/.exec(text);
  if (named !== null) return named[1] ?? "";
  return text.replace(/:(?:\w+)=.*$/s, "");
}

/** The networks that a script makes with a driver that routes. */
const routedNetworks = memoizeObject(
  (source: ShellSource): ReadonlySet<string> =>
    new Set(source.syntax.commands.flatMap((command) => routedNetwork(command, source.document.text) ?? [])),
);

function routedNetwork(command: Command, text: string): string | undefined {
  const { index, name } = invocationOf(command, text);
  if (name === undefined || !/^(?:docker|podman|nerdctl)$/.test(name)) return undefined;
  const words = command.words.slice(index + 1).map((word) => plainText(word, text) ?? "");
  const start = words.indexOf("network");
  if (start < 0 || words[start + 1] !== "create") return undefined;
  const rest = words.slice(start + 2);
  const driver = rest.flatMap((word, at) => {
    if (word === "-d" || word === "--driver") return rest[at + 1] ?? [];
    return /^(?:-d=?|--driver=)(.+)$/s.exec(word)?.[1] ?? [];
  });
  return driver.some((each) => ROUTED_DRIVERS.test(each)) ? rest.at(-1) : undefined;
}
