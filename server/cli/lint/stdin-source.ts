import { joinPath } from "../../platform/paths.ts";
import { namedSource, type SourcePath } from "../../workspace/source-path.ts";

/** Standard input as a source: under the name it goes by, or none. */
export function stdinSource(name: string | undefined, folder: string): SourcePath {
  if (name === undefined) return { shown: "<stdin>", absolute: joinPath(folder, "kong.conf"), named: true };
  return namedSource(name, folder);
}
