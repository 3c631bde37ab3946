import { type Location, locate } from "../../model/location.ts";
import { type Fields, fieldsAt, fieldsOf, isTrue, itemsOf, scalarText } from "../yaml/fields.ts";
import type { Cluster } from "./cluster.ts";
import type { DataEntry, DataSet } from "./data-set.ts";
import type { Container } from "./pods.ts";

/** A volume of a pod that a container has at a path. */
export interface ContainerMount {
  /** Without a slash at its end. */
  readonly target: string;
  readonly name: string;
  /** The only file of the volume that is mounted, by its path in the volume. */
  readonly subPath: string | undefined;
  readonly isReadOnly: boolean;
  /** What the volume is: `configMap`, `emptyDir`, …; undefined: the pod has no volume of that name. */
  readonly kind: string | undefined;
  /** The ConfigMap or Secret that the volume shows, where it is known. */
  readonly set: DataSet | undefined;
  /** Paths in the volume, by the key that is shown there; undefined: each key under its own name. */
  readonly items: ReadonlyMap<string, string> | undefined;
  readonly at: Location;
}

/** The mounts of a container, in order. */
export function mountsOf({ fields, pod }: Container, cluster: Cluster): readonly ContainerMount[] {
  const { source, namespace } = pod.owner;
  const volumes = new Map(
    itemsOf(pod.spec.get("volumes")?.node).map((item) => {
      const volume = fieldsOf(item);
      return [scalarText(volume, "name") ?? "", volume] as const;
    }),
  );
  return itemsOf(fields.get("volumeMounts")?.node).flatMap((item): ContainerMount[] => {
    const mount = fieldsOf(item);
    const name = scalarText(mount, "name");
    const target = scalarText(mount, "mountPath");
    if (name === undefined || target === undefined) return [];
    const volume = volumes.get(name);
    const kind = volume === undefined ? undefined : [...volume.keys()].find((key) => key !== "name");
    return [
      {
        target: target.replace(/(?<=.)\/+$/, ""),
        name,
        subPath: scalarText(mount, "subPath"),
        isReadOnly: isTrue(mount, "readOnly"),
        kind,
        set: volume === undefined ? undefined : setOf(volume, cluster, namespace),
        items: volume === undefined ? undefined : itemsOfVolume(volume),
        at: locate(source.document.path, item.span),
      },
    ];
  });
}

function setOf(volume: Fields, cluster: Cluster, namespace: string | undefined): DataSet | undefined {
  const configMap = scalarText(fieldsAt(volume, "configMap"), "name");
  if (configMap !== undefined) return cluster.dataSet("ConfigMap", configMap, namespace);
  const secret = scalarText(fieldsAt(volume, "secret"), "secretName");
  return secret === undefined ? undefined : cluster.dataSet("Secret", secret, namespace);
}

function itemsOfVolume(volume: Fields): ReadonlyMap<string, string> | undefined {
  const holder = volume.has("configMap") ? "configMap" : "secret";
  const items = itemsOf(fieldsAt(volume, holder).get("items")?.node);
  if (items.length === 0) return undefined;
  return new Map(
    items.flatMap((item) => {
      const fields = fieldsOf(item);
      const [key, path] = [scalarText(fields, "key"), scalarText(fields, "path")];
      return key === undefined || path === undefined ? [] : [[path, key] as const];
    }),
  );
}

/** The key of a ConfigMap that a container has at a path. */
export function entryAt(mounts: readonly ContainerMount[], path: string): DataEntry | undefined {
  const mount = mounts.findLast(({ target }) => path === target || path.startsWith(`${target}/`));
  if (mount?.set === undefined) return undefined;
  const inside = path === mount.target ? mount.subPath : path.slice(mount.target.length + 1);
  if (inside === undefined) return undefined;
  const key = mount.items === undefined ? inside : mount.items.get(inside);
  return key === undefined ? undefined : mount.set.entries.get(key);
}
