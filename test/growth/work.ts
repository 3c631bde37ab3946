import { formatEdits } from "../../server/lsp/features/formatting/format-edits.ts";
import { memoryPlatform } from "../../server/platform/memory.ts";
import { DEFAULT_SETTINGS } from "../../server/workspace/file-settings.ts";
import { lintSource } from "../../server/workspace/lint-source.ts";
import { MOST_BYTES } from "../../server/workspace/open-source.ts";
import { Snapshot } from "../../server/workspace/snapshot.ts";
import { namedSource } from "../../server/workspace/source-path.ts";
import { Workspace } from "../../server/workspace/workspace.ts";
import type { Family } from "./families/family.ts";
import { cancelling, editing, opening } from "./server-work.ts";

/**
 * What a family asks of the program, for a text of one size; undefined where the text is larger than the program reads. It throws
 * where the text is not read for another reason.
 */
export async function workOf(family: Family, size: number): Promise<(() => Promise<number>) | undefined> {
  const { path, does } = family;
  const text = family.text(size);
  if (Buffer.byteLength(text) > MOST_BYTES) return undefined;
  switch (does) {
    case "open":
      return opening(path, text);
    case "edit":
      return editing(path, text);
    case "cancel":
      return cancelling(path, text, size);
    case "lint":
    case "fix":
    case "format":
      return linting({ ...family.files?.(size), [path]: text }, path, does);
  }
}

function linting(
  files: Readonly<Record<string, string>>,
  path: string,
  does: "lint" | "fix" | "format",
): () => Promise<number> {
  return async () => {
    const workspace = new Workspace({
      snapshot: Snapshot.of(memoryPlatform({ files }).files),
      folder: "/work",
      settings: async () => DEFAULT_SETTINGS,
    });
    const { opened } = await workspace.open(namedSource(path, "/work"));
    if (opened.kind !== "opened") throw new Error(`${path} is ${opened.kind}`);
    if (does === "format") {
      const [unit] = opened.source.linked.units;
      if (unit === undefined) throw new Error(`${path} has no process`);
      const ends = { trimsLines: true, trimsEnd: true, endsInBreak: true };
      return formatEdits(unit, { parts: "all", ends, base: "3.9.3" }).length;
    }
    const options = { fixing: does === "fix" ? "unsafe" : "none" } as const;
    const linted = await lintSource(workspace, opened.source, DEFAULT_SETTINGS, options);
    return does === "fix" ? linted.applied : linted.found.findings.length;
  };
}
