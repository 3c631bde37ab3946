import type { Deployment, Mount } from "../../../model/deployment.ts";

/** Whether a path is at a folder or inside it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || folder === "/" || path.startsWith(`${folder}/`);
}

/** The mount that decides about a path: of several, the one with the longest target. */
export function mountOver({ mounts }: Deployment, path: string): Mount | undefined {
  let found: Mount | undefined;
  for (const mount of mounts?.items ?? [])
    if (isWithin(path, mount.target) && mount.target.length >= (found?.target.length ?? 0)) found = mount;
  return found;
}

/** Whether nothing puts a file where a path leads to: no mount, and not the image, which is Kong's own. */
export function isAbsent(deployment: Deployment, path: string): boolean {
  if (deployment.imageFiles !== "stock" || deployment.mounts?.isComplete !== true) return false;
  const mount = mountOver(deployment, path);
  if (mount === undefined) return !deployment.mounts.items.some(({ target }) => isWithin(target, path));
  return mount.files !== undefined && !mount.files.some((file) => isWithin(path, `${mount.target}/${file}`));
}
