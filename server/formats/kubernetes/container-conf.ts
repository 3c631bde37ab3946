import type { LinkedUnit } from "../../model/config-unit.ts";
import { locate } from "../../model/location.ts";
import type { confOfCommand } from "./command.ts";
import { type ConfReader, confKeysOf, unitOfConf } from "./conf-in-manifest.ts";
import type { Linker } from "./linker.ts";
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
export function looseConfs({ cluster, confs, mounted, source }: Linker): readonly LinkedUnit[] {
  return cluster.own.flatMap((object) =>
    confKeysOf(object).flatMap(([key, node]) => {
      if (mounted.has(node)) return [];
      const at = locate(source.document.path, node.span);
      const conf = confs.read({
        key,
        keySpan: at,
        span: at,
        lineSpan: at,
        pieces: [],
        written: at,
        inner: at,
        node,
      });
      return conf === undefined ? [] : [unitOfConf(object, key, node, conf)];
    }),
  );
}
