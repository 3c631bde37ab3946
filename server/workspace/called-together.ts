import type { SourceFormat, ToolCall } from "../model/format.ts";
import { joinPath } from "../platform/paths.ts";
import { foldersAbove, textsIn } from "./folders-above.ts";
import type { Around } from "./surroundings.ts";

/**
 * The call in a script or a Makefile that reads a source, with the absolute paths of all that it reads; undefined where no call does, or
 * where several calls read it with other files or are given something else beside it.
 */
export async function callThatReads(
  { mayCall, callsIn }: NonNullable<SourceFormat["calls"]>,
  around: Around,
): Promise<ToolCall | undefined> {
  const calls = new Map<string, ToolCall>();
  for (const folder of await foldersAbove(around))
    for (const { name, text } of await textsIn(folder, around, mayCall))
      for (const call of callsIn(name, text)) {
        const files = call.files.map((file) => joinPath(folder, file));
        if (files.includes(around.path)) calls.set(JSON.stringify([{ ...call, files }]), { ...call, files });
      }
  const [only, ...others] = calls.values();
  return others.length === 0 ? only : undefined;
}
