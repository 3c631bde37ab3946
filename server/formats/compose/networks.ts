import { entriesOf } from "../yaml/entries.ts";
import { dereference, keyText, type YamlNode } from "../yaml/tree.ts";
import type { Owned, ServiceDefinition } from "./definition.ts";
import type { Project } from "./project.ts";
import { type ComposeRun, textOfNode } from "./scalars.ts";

/** The networks that a service is in, with what it says of each. */
export function networksOf({ lists }: ServiceDefinition): ReadonlyMap<string, YamlNode | undefined> {
  const networks = new Map<string, YamlNode | undefined>();
  for (const { node } of lists.get("networks") ?? []) {
    if (node.kind === "mapping")
      for (const { key, pair } of entriesOf(node).entries) networks.set(key, dereference(pair.value));
    else if (node.kind === "sequence")
      for (const item of node.items) networks.set(keyText(item.value) ?? "", undefined);
  }
  return networks.size === 0 ? new Map([["default", undefined]]) : networks;
}

/** Other hosts may be on a network that this project does not make. */
function isExternal(name: string, project: Project): boolean {
  return (project.networks.get(name) ?? []).some(
    ({ node }) =>
      node.kind === "mapping" &&
      entriesOf(node).entries.some(({ key, pair }) => {
        const value = dereference(pair.value);
        return key === "external" && !(value.kind === "scalar" && /^(?:false|no|off)$/i.test(value.text));
      }),
  );
}

/** Whether a service lacks what it cannot be run without, so that another file must say it. */
export function isPartial({ fields }: ServiceDefinition): boolean {
  return !fields.has("image") && !fields.has("build") && !fields.has("provider");
}

/** The names that are found on each network; undefined: there may be others. */
export type NetworkHosts = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/** The names of all services by network, so that each service need not look at all others. */
export function networkHosts(project: Project, run: ComposeRun): NetworkHosts {
  const hosts = new Map<string, Set<string> | undefined>();
  let isOpen = false;
  for (const service of project.services.values()) {
    isOpen ||= service.open.length > 0 || isPartial(service);
    for (const [network, settings] of networksOf(service)) {
      const found = hosts.has(network)
        ? hosts.get(network)
        : isExternal(network, project)
          ? undefined
          : new Set<string>();
      hosts.set(network, found);
      if (found === undefined || service.fields.has("network_mode")) continue;
      const names = namesOf(service, run);
      // Under a name that is known at run time only, any host may be found.
      if (names === undefined) hosts.set(network, undefined);
      else for (const name of [...names, ...aliasesOf(settings)]) found.add(name);
    }
  }
  return isOpen ? new Map() : hosts;
}

/** The names under which others on its networks find a service; undefined where they are known at run time only. */
export function hostNamesOf(service: ServiceDefinition, run: ComposeRun): ReadonlySet<string> | undefined {
  const names = namesOf(service, run);
  if (names === undefined) return undefined;
  return new Set([...names, ...[...networksOf(service).values()].flatMap((settings) => aliasesOf(settings))]);
}

function namesOf(service: ServiceDefinition, run: ComposeRun): readonly string[] | undefined {
  const names = [service.name];
  for (const field of ["container_name", "hostname"]) {
    const named = service.fields.get(field);
    if (named === undefined) continue;
    const text = textOfNode(run, named.file, named.node);
    if (text === undefined) return undefined;
    names.push(text);
  }
  return names;
}

/** The names under which a service finds others; undefined where there may be more. */
export function reachableHosts(
  definition: ServiceDefinition,
  hosts: NetworkHosts,
): ReadonlySet<string> | undefined {
  const found = [...networksOf(definition).keys()].map((name) => hosts.get(name));
  const own = (["links", "external_links", "extra_hosts"] as const).flatMap((field) =>
    linkedNames(definition.lists.get(field) ?? [], field),
  );
  const [first] = found;
  if (found.length === 1 && own.length === 0) return first;
  if (found.includes(undefined)) return undefined;
  return new Set([...found.flatMap((each) => [...(each ?? [])]), ...own]);
}

function aliasesOf(network: YamlNode | undefined): string[] {
  if (network?.kind !== "mapping") return [];
  const aliases = entriesOf(network).entries.find(({ key }) => key === "aliases");
  const list = aliases === undefined ? undefined : dereference(aliases.pair.value);
  return list?.kind === "sequence" ? list.items.flatMap((item) => keyText(item.value) ?? []) : [];
}

/** `service:alias`, `host=address`, `host:address`; in a map the keys. */
function linkedNames(owned: readonly Owned[], field: "links" | "external_links" | "extra_hosts"): string[] {
  return owned.flatMap(({ node }) => {
    if (node.kind === "mapping") return entriesOf(node).entries.map(({ key }) => key);
    if (node.kind !== "sequence") return [];
    return node.items.flatMap((item) => {
      const text = keyText(item.value) ?? "";
      if (field === "extra_hosts") return [text.split(/[=:]/)[0] ?? ""];
      const [name = "", alias] = text.split(":");
      return alias === undefined ? [name] : [name, alias];
    });
  });
}
