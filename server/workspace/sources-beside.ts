import { mayHoldKong } from "../formats/detect.ts";
import { foldersAbove, type TextAbove, textsIn } from "./folders-above.ts";
import type { ResolvedSource } from "./link-references.ts";
import type { OpenedSource } from "./open-source.ts";
import { type SourcePath, shownPath } from "./source-path.ts";
import type { Around } from "./surroundings.ts";

/** The sources of one folder that may describe processes. */
export type SourcesIn = (folder: string) => Promise<readonly ResolvedSource[]>;

/** Opens another file with the settings of the source. */
export type OpenSource = (source: SourcePath) => Promise<OpenedSource>;

/** What is said of Kong, and what hands files of variables to programs. */
const MAY_TELL = /kong|env_file/i;

/** The folders from that of a source upward, and what describes processes in them: each folder is read once, when it is asked for. */
export async function sourcesAbove(
  around: Around,
  open: OpenSource,
): Promise<{ readonly folders: readonly string[]; readonly sourcesIn: SourcesIn }> {
  const known = new Map<string, Promise<readonly ResolvedSource[]>>();
  return {
    folders: await foldersAbove(around),
    sourcesIn: (folder) => {
      const sources =
        known.get(folder) ??
        textsIn(folder, around, mayHoldKong).then((texts) => openTexts(texts, around, open));
      known.set(folder, sources);
      return sources;
    },
  };
}

/** The sources among some texts that may describe processes. */
export async function openTexts(
  texts: readonly TextAbove[],
  around: Around,
  open: OpenSource,
): Promise<readonly ResolvedSource[]> {
  const sources: ResolvedSource[] = [];
  for (const { path, text } of texts) {
    if (!MAY_TELL.test(text)) continue;
    const opened = await open({ shown: shownPath(path, around.folder), absolute: path, named: false });
    if (opened.kind === "problem" || opened.source === undefined) continue;
    // What a page quotes is an example, and often an old one.
    if (opened.source.linked.source.embedded.length === 0) sources.push(opened.source);
  }
  return sources;
}
