import type { YamlNode } from "../yaml/tree.ts";
import { keyText } from "../yaml/tree.ts";
import { lastBefore } from "../yaml/tree-places.ts";
import type { EnvironmentEntry } from "./definition.ts";

/**
 * The path of an entry in its file, which edits elsewhere do not change: `services.kong.environment.KONG_PG_HOST`. Where the entry came by an
 * anchor or `extends`, it is the path of the characters that write it: `x-kong.KONG_PG_HOST`.
 */
export function addressOf(entry: EnvironmentEntry, service: string, name: string): string {
  const own = `services.${service}.environment.${name}`;
  if (!entry.shared) return own;
  const { start } = entry.key.span;
  const root = entry.file.source.yaml.documents
    .map((document) => document.root)
    .find((each) => each !== undefined && each.span.start <= start && start < each.span.end);
  return root === undefined ? own : [...pathTo(root, start).slice(0, -1), name].join(".");
}

/** The keys that lead from a node to an offset inside it. */
function pathTo(from: YamlNode, offset: number): string[] {
  const path: string[] = [];
  let at: YamlNode | undefined = from;
  while (at !== undefined && at.kind !== "scalar" && at.span.start <= offset) {
    const [step, next]: readonly [string, YamlNode | undefined] = stepTowards(at, offset);
    if (next === undefined) break;
    path.push(step);
    at = next;
  }
  return path;
}

function stepTowards(node: YamlNode, offset: number): readonly [string, YamlNode | undefined] {
  if (node.kind === "mapping") {
    const pair = lastBefore(node.pairs, offset);
    return [pair === undefined ? "" : (keyText(pair.key) ?? ""), pair?.value];
  }
  if (node.kind === "sequence") {
    const item = lastBefore(node.items, offset);
    return [item === undefined ? "" : String(node.items.indexOf(item)), item?.value];
  }
  return ["", undefined];
}
