import { detectNamed, loadFormat } from "../../server/formats/detect.ts";
import { memoryPlatform } from "../../server/platform/memory.ts";
import { DEFAULT_SETTINGS } from "../../server/workspace/file-settings.ts";
import type { ResolvedSource } from "../../server/workspace/link-references.ts";
import { Snapshot } from "../../server/workspace/snapshot.ts";
import { namedSource } from "../../server/workspace/source-path.ts";
import { Workspace } from "../../server/workspace/workspace.ts";
import type { Sample } from "./samples.ts";

/** A property of the program that any input must keep. */
export interface Target {
  readonly name: string;
  /** Throws where it does not hold. Not every input is one that it is about. */
  run(input: Sample): Promise<void>;
}

/** Throws where something is not as it must be. */
export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** An input as the program opens it; undefined where it is not one of Kong's. */
export async function opened({
  path,
  text,
  files,
}: Sample): Promise<{ readonly workspace: Workspace; readonly source: ResolvedSource } | undefined> {
  const { format } = detectNamed(path, text);
  if (format === undefined || (await loadFormat(format, text)) === undefined) return undefined;
  const workspace = new Workspace({
    snapshot: Snapshot.of(memoryPlatform({ files: { ...files, [path]: text } }).files),
    folder: "/work",
    settings: async () => DEFAULT_SETTINGS,
  });
  const result = await workspace.open(namedSource(path, "/work"));
  return result.opened.kind === "opened" ? { workspace, source: result.opened.source } : undefined;
}

type Opened = NonNullable<Awaited<ReturnType<typeof opened>>>;

/** Whether two texts are of one format. Where the content decides what a file is, a fix may take away what told it. */
export function areAlike(a: Opened, b: Opened): boolean {
  return a.source.linked.source.format === b.source.linked.source.format;
}
