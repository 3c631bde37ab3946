import { joinPath } from "../../platform/paths.ts";
import { shownPath } from "./find-sources.ts";
import type { SourcePath } from "./source-path.ts";

/** Standard input as a source: under the name it goes by, or none. */
export function stdinSource(name: string | undefined, folder: string): SourcePath {
  if (name === undefined) return { shown: "<stdin>", absolute: joinPath(folder, "kong.conf"), named: true };
  const absolute = joinPath(folder, name);
  return { shown: shownPath(absolute, folder), absolute, named: true };
}
