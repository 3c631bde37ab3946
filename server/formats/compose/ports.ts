import { append } from "../../../grammar/text/large-lists.ts";
import type { ExposedPort, PublishedPort } from "../../model/deployment.ts";
import type { Location } from "../../model/location.ts";
import { MOST_PORTS, pairUp, parsePublishedPort, portRange } from "../shared/published-port.ts";
import { entriesOf } from "../yaml/entries.ts";
import { dereference, type YamlNode } from "../yaml/tree.ts";
import type { ComposeFile, Owned } from "./definition.ts";
import { type ComposeRun, locationOf, textOfNode } from "./scalars.ts";

/** The ports that a service publishes, and whether that is all of them. */
export interface Ports {
  readonly ports: readonly PublishedPort[];
  readonly areComplete: boolean;
}

/** Reads `ports` in the short form (`127.0.0.1:8001:8001/tcp`) and the long one (`target`, `published`, `host_ip`). */
export function readPorts(owned: readonly Owned[], run: ComposeRun): Ports {
  const ports: PublishedPort[] = [];
  let areComplete = true;
  for (const { file, node } of owned) {
    if (node.kind !== "sequence") {
      areComplete &&= node.kind === "scalar" && node.text === "";
      continue;
    }
    for (const item of node.items) {
      const read = readPort(dereference(item.value), file, run);
      if (read === undefined || ports.length + read.length > MOST_PORTS) areComplete = false;
      else append(ports, read);
    }
  }
  return { ports, areComplete };
}

function readPort(node: YamlNode, file: ComposeFile, run: ComposeRun): PublishedPort[] | undefined {
  const at = locationOf(file, node);
  if (node.kind === "scalar") {
    const text = textOfNode(run, file, node);
    return text === undefined ? partlyKnown(node.text, at) : parsePublishedPort(text, at);
  }
  if (node.kind !== "mapping") return undefined;
  const fields = new Map(entriesOf(node).entries.map(({ key, pair }) => [key, dereference(pair.value)]));
  const field = (key: string): string | undefined => textOfNode(run, file, fields.get(key));
  const target = portRange(field("target"));
  if (target === undefined) return undefined;
  const published = portRange(field("published"));
  const protocol = field("protocol") === "udp" ? "udp" : "tcp";
  const hostAddress = fields.has("host_ip") ? field("host_ip") : "0.0.0.0";
  return pairUp(target, published, { hostAddress, protocol, at });
}

/** The port of the container is often known where that of the host is a variable: `${PORT}:8000`. */
function partlyKnown(text: string, at: Location): PublishedPort[] | undefined {
  const match = /:(\d+)(?:\/(tcp|udp))?$/.exec(text);
  if (match === null) return undefined;
  const address = /^(\d+\.\d+\.\d+\.\d+|\[[^\]]*\]):/.exec(text)?.[1];
  // Two variables before the port may be an address and a port; one is a port, or both.
  const rest = text.slice(0, match.index);
  const isPortOnly = /^\$\{[^}]*\}$|^\$\w+$/.test(rest) && address === undefined;
  return [
    {
      hostAddress: address?.replace(/^\[|\]$/g, "") ?? (isPortOnly ? "0.0.0.0" : undefined),
      hostPort: undefined,
      containerPort: Number(match[1]),
      protocol: match[2] === "udp" ? "udp" : "tcp",
      at,
    },
  ];
}

/** Reads `expose`: ports, ranges of them, with or without a protocol. */
export function exposedPorts(owned: readonly Owned[], run: ComposeRun): readonly ExposedPort[] {
  return owned.flatMap(({ file, node }) =>
    node.kind !== "sequence"
      ? []
      : node.items.flatMap((item) => {
          const value = dereference(item.value);
          const [text, protocol] = (textOfNode(run, file, value) ?? "").split("/");
          const range = portRange(text);
          const at = locationOf(file, value);
          return range === undefined
            ? []
            : pairUp(range, undefined, {
                hostAddress: undefined,
                protocol: protocol === "udp" ? "udp" : "tcp",
                at,
              }).map(({ containerPort, protocol }) => ({ port: containerPort ?? 0, protocol, at }));
        }),
  );
}
