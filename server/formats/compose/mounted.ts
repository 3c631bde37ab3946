import type { Listed, Mount } from "../../model/deployment.ts";
import { shortMount, trimSlashes } from "../shared/mount-options.ts";
import { entriesOf } from "../yaml/entries.ts";
import { dereference, type YamlNode } from "../yaml/tree.ts";
import type { Owned, ServiceDefinition } from "./definition.ts";
import { type ComposeRun, locationOf, textOfNode } from "./scalars.ts";

/** A mount with the node that writes it. */
export interface OwnedMount extends Mount {
  readonly owned: Owned;
}

const FIELDS = ["volumes", "tmpfs", "secrets", "configs"] as const;
type Field = (typeof FIELDS)[number];

/** All that a service has mounted: `volumes`, `tmpfs`, `secrets` and `configs`, in both forms of each. */
export function mountsOf(definition: ServiceDefinition, run: ComposeRun): Listed<OwnedMount> {
  const items: OwnedMount[] = [];
  // Volumes of another container are not looked up.
  let isComplete = definition.open.length === 0 && !definition.fields.has("volumes_from");
  for (const field of FIELDS)
    for (const list of definition.lists.get(field) ?? [])
      for (const owned of itemsOf(list)) {
        const mount = mountOf(field, owned, run);
        if (mount === undefined) isComplete = false;
        else items.push(mount);
      }
  return { items, isComplete };
}

function itemsOf({ file, node }: Owned): Owned[] {
  if (node.kind === "scalar") return node.text === "" ? [] : [{ file, node, pair: undefined }];
  if (node.kind !== "sequence") return [];
  return node.items.map((item) => ({ file, node: dereference(item.value), pair: undefined }));
}

function mountOf(field: Field, owned: Owned, run: ComposeRun): OwnedMount | undefined {
  const { file, node } = owned;
  const at = locationOf(file, node);
  if (node.kind === "mapping") return longMount(field, owned, run);
  if (node.kind !== "scalar") return undefined;
  const text = textOfNode(run, file, node);
  switch (field) {
    case "volumes":
    case "tmpfs": {
      const form = field === "volumes" ? "volume" : "tmpfs";
      const mount = shortMount(text ?? node.text, form, text === undefined, at);
      return mount === undefined ? undefined : { ...mount, owned };
    }
    case "secrets":
    case "configs":
      return text === undefined
        ? undefined
        : { kind: "file", target: defaultTarget(field, text), source: text, isReadOnly: true, at, owned };
  }
}

function longMount(field: Field, owned: Owned, run: ComposeRun): OwnedMount | undefined {
  const { file, node } = owned;
  if (node.kind !== "mapping") return undefined;
  const fields = new Map(entriesOf(node).entries.map(({ key, pair }) => [key, dereference(pair.value)]));
  const text = (key: string): string | undefined => textOfNode(run, file, fields.get(key));
  const source = text("source");
  const at = locationOf(file, node);
  if (field === "secrets" || field === "configs") {
    const name = fields.has("target") ? text("target") : source;
    if (name === undefined) return undefined;
    return { kind: "file", target: defaultTarget(field, name), source, isReadOnly: true, at, owned };
  }
  const target = text("target");
  if (target === undefined || !target.startsWith("/")) return undefined;
  const kind = text("type");
  return {
    kind: kind === "bind" || kind === "tmpfs" ? kind : "volume",
    target: trimSlashes(target),
    source,
    isReadOnly: isTrue(fields.get("read_only")),
    at,
    owned,
  };
}

function defaultTarget(field: "secrets" | "configs", name: string): string {
  if (name.startsWith("/")) return trimSlashes(name);
  return field === "secrets" ? `/run/secrets/${name}` : `/${name}`;
}

/** Whether a node is a boolean that is true. */
export function isTrue(node: YamlNode | undefined): boolean {
  return node?.kind === "scalar" && /^(?:true|yes|on)$/i.test(node.text);
}
