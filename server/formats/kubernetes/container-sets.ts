import { type Fields, fieldsOf, itemsOf, scalarText } from "../yaml/fields.ts";
import type { Cluster } from "./cluster.ts";
import type { DataSet } from "./data-set.ts";
import type { Container } from "./pods.ts";

/** A ConfigMap or a Secret that an entry of `envFrom` names. */
export interface SetReference {
  readonly reference: Fields;
  readonly kind: DataSet["kind"];
  readonly name: string | undefined;
}

/** The sets that an entry of `envFrom` names: one, unless it is wrong. */
export function setReferences(entry: Fields): readonly SetReference[] {
  return (
    [
      ["configMapRef", "ConfigMap"],
      ["secretRef", "Secret"],
    ] as const
  ).flatMap(([field, kind]) => {
    if (!entry.has(field)) return [];
    const reference = fieldsOf(entry.get(field)?.node);
    return [{ reference, kind, name: scalarText(reference, "name") }];
  });
}

/** The variables that a container gets by `envFrom`, as far as the sets are known. */
export function namesFromSets({ fields, pod }: Container, cluster: Cluster): readonly string[] {
  return itemsOf(fields.get("envFrom")?.node).flatMap((item) => {
    const entry = fieldsOf(item);
    const prefix = scalarText(entry, "prefix") ?? "";
    return setReferences(entry).flatMap(({ kind, name }) => {
      const set = name === undefined ? undefined : cluster.dataSet(kind, name, pod.owner.namespace);
      return [...(set?.entries.keys() ?? [])].map((key) => prefix + key);
    });
  });
}
