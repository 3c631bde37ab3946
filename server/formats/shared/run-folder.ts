import type { LinkContext, Reference, Resolved } from "../../model/format.ts";
import type { Source } from "../../model/source.ts";

/** What a reference of a command leads to, and the path that led there. */
export interface FromRun {
  readonly resolved: Resolved;
  /** Relative to the source with the command. */
  readonly path: string;
}

/** Deeper than people keep scripts. */
const MOST_FOLDERS = 6;

/**
 * What a path in a command leads to. It starts from where a person runs the command: the folder of the script, or one above it, up to the
 * root of the repository. The nearest folder in which there is such a file counts.
 */
export function resolveFromRun(context: LinkContext, reference: Reference, source: Source): FromRun {
  const { path } = reference;
  const own = { resolved: context.resolve(reference, source), path };
  if (own.resolved.kind !== "missing" || own.resolved.wasRemoved === true || /^[/~]/.test(path)) return own;
  for (let up = 1; up <= MOST_FOLDERS; up++) {
    const above = `${"../".repeat(up)}${path.replace(/^(?:\.\/)+/, "")}`;
    const resolved = context.resolve({ ...reference, optional: true, path: above }, source);
    if (resolved.kind === "missing") continue;
    // Outside of the repository there is nothing to be found.
    return resolved.kind === "outside" ? own : { resolved, path: above };
  }
  return own;
}
