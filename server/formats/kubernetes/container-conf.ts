import { formatRelease } from "../../../schemas/release.ts";
import type { LinkedUnit, ToldRelease } from "../../model/config-unit.ts";
import { fieldsAt, fieldsOf, itemsOf, scalarText } from "../yaml/fields.ts";
import { workloadsBeside } from "./cluster.ts";
import type { confOfCommand } from "./command.ts";
import { type ConfReader, confEntriesOf, unitOfConf } from "./conf-in-manifest.ts";
import { imagesOfKong } from "./kong-container.ts";
import type { Linker } from "./linker.ts";
import type { ManifestObject } from "./objects.ts";
import { containersOf, type Pod, podsOf } from "./pods.ts";
import { type ContainerMount, entryAt } from "./volumes.ts";

/** Where Kong finds its file by itself, in this order. */
const DEFAULT_FILES = ["/etc/kong/kong.conf", "/etc/kong.conf"];

/** The kong.conf that a container has by its mounts. */
export function confOf(
  { confs, mounted }: Linker,
  mounts: readonly ContainerMount[],
  { file, exports, at }: ReturnType<typeof confOfCommand>,
): { readonly file: ReturnType<ConfReader["read"]>; readonly open: { what: string; at: typeof at }[] } {
  const open = exports ? [{ what: "the command of the container sets variables of its own", at }] : [];
  for (const path of file === undefined ? DEFAULT_FILES : [file]) {
    const entry = entryAt(mounts, path);
    if (entry !== undefined) {
      if (entry.node !== undefined) mounted.add(entry.node);
      const conf = confs.read(entry);
      return conf === undefined
        ? { file: undefined, open: [...open, { what: `\`${path}\` was not read`, at: entry.span }] }
        : { file: conf, open };
    }
    const mount = mounts.findLast(({ target }) => path === target || path.startsWith(`${target}/`));
    if (mount !== undefined && mount.set === undefined && mount.kind !== "emptyDir")
      return {
        file: undefined,
        open: [...open, { what: `\`${path}\` may be in the volume \`${mount.name}\``, at: mount.at }],
      };
  }
  if (file !== undefined) open.push({ what: `\`${file}\` is a file of the image`, at });
  return { file: undefined, open };
}

/** Files named like a kong.conf that no container of the manifest has. */
export function looseConfs(linker: Linker): readonly LinkedUnit[] {
  const { cluster, confs, mounted } = linker;
  return cluster.own.flatMap((object) =>
    confEntriesOf(object).flatMap((entry) => {
      if (entry.node === undefined || mounted.has(entry.node)) return [];
      const conf = confs.read(entry);
      return conf === undefined ? [] : [unitOfConf(object, entry, conf, releaseOfReaders(linker, object))];
    }),
  );
}

/** The release of the containers beside the manifest that mount an object, where they agree. */
function releaseOfReaders(
  { source, context, cluster }: Linker,
  object: ManifestObject,
): ToldRelease | undefined {
  const containers = workloadsBeside(source, cluster.own, context)
    .flatMap(podsOf)
    .filter((pod) => hasVolume(pod, object))
    .flatMap(containersOf);
  const releases = imagesOfKong(containers, context.surroundings, cluster).flatMap(
    ({ image }) => image.release ?? [],
  );
  const names = new Set(releases.map(({ release }) => formatRelease(release)));
  return names.size === 1 ? releases[0] : undefined;
}

function hasVolume({ spec }: Pod, { kind, name }: ManifestObject): boolean {
  return itemsOf(spec.get("volumes")?.node).some((item) => {
    const volume = fieldsOf(item);
    const shown =
      kind === "Secret"
        ? scalarText(fieldsAt(volume, "secret"), "secretName")
        : scalarText(fieldsAt(volume, "configMap"), "name");
    return shown !== undefined && shown === name;
  });
}
