import type { SourceFormat, ToolCall } from "../model/format.ts";
import { FileError } from "../platform/file-error.ts";
import { baseName, isInside, joinPath, parentFolder } from "../platform/paths.ts";
import { foldersAbove, type TextAbove, textsIn, textsOf } from "./folders-above.ts";
import type { Around } from "./surroundings.ts";

/** Folders beside others in which people keep scripts. */
const SCRIPTS = /^(?:scripts?|bin|hack|ci|\.ci|tools?|deploy(?:ment)?|build|install)$/i;

/**
 * The call in a script or a Makefile that reads a source, with the absolute paths of all that it reads; undefined where no call does, or
 * where several calls read it with other files or are given something else beside it.
 */
export async function callThatReads(
  { mayCall, callsIn }: NonNullable<SourceFormat["calls"]>,
  around: Around,
): Promise<ToolCall | undefined> {
  const calls = new Map<string, ToolCall>();
  const folders = await foldersAbove(around);
  for (const { path, name, text } of await callers(folders, mayCall, around))
    for (const call of callsIn(name, text)) {
      const base = await baseOf(call, parentFolder(path), folders.at(-1) ?? "", around);
      if (base === undefined) continue;
      const files = call.files.map((file) => joinPath(base, file));
      calls.set(JSON.stringify([{ ...call, files }]), { ...call, files });
    }
  const [only, ...others] = calls.values();
  return others.length === 0 ? only : undefined;
}

/** What may call a tool: beside the source and above it, in folders for scripts there, and what names it elsewhere in the run. */
async function callers(
  folders: readonly string[],
  mayCall: (name: string) => boolean,
  around: Around,
): Promise<readonly TextAbove[]> {
  const found = new Map<string, TextAbove>();
  const add = (texts: readonly TextAbove[]): void => {
    for (const text of texts) found.set(text.path, text);
  };
  for (const folder of folders)
    for (const each of [folder, ...(await scriptFolders(folder, around))])
      add(await textsIn(each, around, mayCall));
  const naming = (await around.project?.naming(around.path)) ?? [];
  const others = naming.filter((path) => mayCall(baseName(path)) && !found.has(path));
  add(await textsOf(others, around));
  return [...found.values()];
}

async function scriptFolders(folder: string, { snapshot }: Around): Promise<readonly string[]> {
  try {
    const entries = await snapshot.files.list(folder);
    return entries
      .filter(({ kind, name }) => kind === "folder" && SCRIPTS.test(name))
      .map(({ name }) => joinPath(folder, name));
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}

/**
 * The folder in which a call is made, so that it reads the source: that of the script, or one above it, up to the root. The nearest
 * folder in which there is such a file counts.
 */
async function baseOf(
  { files }: ToolCall,
  folder: string,
  root: string,
  { snapshot, path }: Around,
): Promise<string | undefined> {
  const named = files.filter((file) => baseName(file) === baseName(path));
  for (const file of named)
    for (const base of foldersUpTo(root, folder)) {
      const read = joinPath(base, file);
      if (read === path) return base;
      if ((await snapshot.files.facts(read)) !== undefined) break;
    }
  return undefined;
}

function foldersUpTo(root: string, folder: string): readonly string[] {
  if (folder === root || !isInside(root, folder)) return [folder];
  return [folder, ...foldersUpTo(root, parentFolder(folder))];
}
