import { variableFileOf } from "../formats/file-names.ts";
import { areOfKong } from "../formats/images/kong-names.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import type { Reader, VariableFile } from "../model/format.ts";
import { joinPath, parentFolder } from "../platform/paths.ts";
import type { ResolvedSource } from "./link-references.ts";
import type { SourcesIn } from "./sources-beside.ts";
import type { Around } from "./surroundings.ts";

/**
 * How the texts around a file of variables use it, or the file that it is the template of: those of the nearest folder in which one does.
 */
export async function variableUses(
  { path }: Around,
  folders: readonly string[],
  sourcesIn: SourcesIn,
): Promise<readonly VariableFile[]> {
  const paths = new Set([path, joinPath(parentFolder(path), variableFileOf(path))]);
  for (const folder of folders) {
    const uses = (await sourcesIn(folder)).flatMap((source) => usesOf(source, paths));
    if (uses.length > 0) return uses;
  }
  return [];
}

function usesOf(source: ResolvedSource, paths: ReadonlySet<string>): readonly VariableFile[] {
  return variableFilesOf(source.linked).filter(({ path, from, isKong }) =>
    path === undefined ? isKong === true : paths.has(joinPath(parentFolder(source.pathOf(from)), path)),
  );
}

/** A format that tells no more refers to what its processes of Kong get. */
function variableFilesOf({ source, units, references, context }: LinkedSource): readonly VariableFile[] {
  if (source.format.variableFiles !== undefined) return source.format.variableFiles(source, context);
  if (units.length === 0) return [];
  return references
    .filter(({ role }) => role === "layer")
    .map(
      ({ path, from, reader }): VariableFile => ({
        path,
        from,
        role: "layer",
        isKong: true,
        reader,
        names: new Set(),
      }),
    );
}

/** The one reader by which all processes of Kong get a file of variables; undefined where there are several, or one is not known. */
export function commonReader(uses: readonly VariableFile[]): Reader | undefined {
  const readers = new Set(uses.filter(({ isKong }) => isKong !== false).map(({ reader }) => reader));
  const [reader] = readers;
  return readers.size === 1 ? reader : undefined;
}

/**
 * Whether a file of variables is for others than Kong: no process of Kong gets it, and another program does, or a tool only fills in what
 * a text names. What is wrong with such a value is found where the text puts it.
 */
export function isForOthers(uses: readonly VariableFile[], { units }: LinkedSource): boolean {
  if (uses.length === 0 || uses.some(({ isKong }) => isKong === true)) return false;
  const variables = units.flatMap(({ assignments, others = [] }) =>
    [...assignments, ...others].map(({ variable }) => variable),
  );
  if (uses.some(({ isKong }) => isKong === undefined) && areOfKong(variables, false)) return false;
  if (uses.some(({ role }) => role === "layer")) return true;
  return uses.some(({ names }) => variables.some((variable) => names.has(variable)));
}
