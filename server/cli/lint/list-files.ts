import { largest } from "../../../grammar/text/large-lists.ts";
import { formatName } from "../../model/format-id.ts";
import { escapeText } from "../../report/escape-text.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Output } from "../io.ts";
import type { FoundSources } from "./found-sources.ts";

/** A folder may hold any number of files that have nothing to do with Kong; whoever looks for one of their own finds it among these. */
const MOST_STRANGERS = 200;

/**
 * Prints what a run would lint, and why it would leave other files alone: a line for each, in the order of the paths, and a
 * number for those that are too many.
 */
export async function listFiles(found: FoundSources, workspace: Workspace, output: Output): Promise<void> {
  const rows: { readonly path: string; readonly verdict: string }[] = found.skipped.map(
    ({ shown, reason }) => ({ path: shown, verdict: `skipped: ${reason}` }),
  );
  const unrelated = [...found.unrelated].sort();
  for (const path of unrelated.slice(0, MOST_STRANGERS))
    rows.push({ path, verdict: "skipped: not named like a Kong configuration" });
  for (const source of found.sources) {
    const { settings, opened } = await workspace.open(source);
    const { ignored } = settings.resolved;
    const verdict =
      ignored !== undefined
        ? `skipped: \`ignores\` of ${ignored.origin.name} names ${ignored.value}`
        : opened.kind === "opened"
          ? `${formatName(opened.source.linked.source.format.id)}: ${opened.reason}`
          : `${opened.kind === "problem" ? "cannot be linted" : "skipped"}: ${opened.reason}`;
    rows.push({ path: source.shown, verdict });
  }
  rows.sort((a, b) => (a.path < b.path ? -1 : 1));
  const width = Math.min(
    60,
    largest(
      rows.map(({ path }) => path.length),
      0,
    ),
  );
  for (const { path, verdict } of rows)
    output.write(`${escapeText(path).padEnd(width)}  ${escapeText(verdict)}\n`);
  const more = unrelated.length - MOST_STRANGERS;
  if (more > 0) output.write(`${more} more, not named like a Kong configuration\n`);
}
