import type { SourceFormat } from "../model/format.ts";
import { joinPath } from "../platform/paths.ts";
import { foldersAbove, textsIn } from "./folders-above.ts";
import type { Around } from "./surroundings.ts";

/**
 * The files that one call in a script or a Makefile reads together with a source, in order; undefined where no call does, or where
 * several calls read it with other files.
 */
export async function filesCalledTogether(
  { mayCall, callsIn }: NonNullable<SourceFormat["calls"]>,
  around: Around,
): Promise<readonly string[] | undefined> {
  const calls = new Map<string, readonly string[]>();
  for (const folder of await foldersAbove(around))
    for (const { name, text } of await textsIn(folder, around, mayCall))
      for (const call of callsIn(name, text)) {
        const files = call.map((file) => joinPath(folder, file));
        if (files.includes(around.path)) calls.set(files.join("\n"), files);
      }
  const [only, ...others] = calls.values();
  return others.length === 0 ? only : undefined;
}
