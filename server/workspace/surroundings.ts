import type { SourceFormat, Surroundings } from "../model/format.ts";
import { sourceId } from "../model/location.ts";
import type { ResolvedSettings } from "../settings/resolved-settings.ts";
import { callThatReads } from "./called-together.ts";
import type { ProjectFiles } from "./project-files.ts";
import type { Snapshot } from "./snapshot.ts";
import { shownPath } from "./source-path.ts";

/** Where a source is, and who is asked about what is around it. */
export interface Around {
  readonly snapshot: Snapshot;
  /** The absolute path of the source. */
  readonly path: string;
  /** The working folder, absolute. */
  readonly folder: string;
  /** Further folders over which the run goes, absolute. */
  readonly roots?: readonly string[];
  /** All files of the run. Absent: not known. */
  readonly project?: ProjectFiles;
}

/** What settings say around a source: images of the user's own, and the files that belong to it. */
export function surroundingsFrom(
  { images, deployment }: Pick<ResolvedSettings, "images" | "deployment">,
  folder: string,
): Surroundings {
  return {
    ...(images.length === 0
      ? {}
      : {
          images: images.map(({ value: { pattern, release, environment } }) => ({
            pattern,
            release,
            environment: new Map(Object.entries(environment)),
          })),
        }),
    ...(deployment === undefined
      ? {}
      : { together: deployment.value.files.map((file) => sourceId(shownPath(file, folder))) }),
  };
}

/** The same with what a script beside the source says of the call that reads it. */
export async function withCalls(
  surroundings: Surroundings,
  format: SourceFormat,
  around: Around,
): Promise<Surroundings> {
  if (surroundings.together !== undefined || format.calls === undefined) return surroundings;
  const call = await callThatReads(format.calls, around);
  if (call === undefined) return surroundings;
  const { files, ...given } = call;
  const together = files.map((file) => sourceId(shownPath(file, around.folder)));
  return { ...given, ...surroundings, ...(files.length > 1 ? { together } : {}) };
}
