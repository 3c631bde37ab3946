import { type Span, sliceSpan, span } from "../../../grammar/text/span.ts";
import type { LinkedSource, MadeReference } from "../../model/config-unit.ts";
import { joinPath, parentFolder } from "../../platform/paths.ts";

/** A path that a text writes, the file that it names, and its characters. */
export interface WrittenPath {
  readonly written: string;
  /** Absolute. */
  readonly path: string;
  readonly span: Span;
}

/**
 * The files to which the text of a source itself refers.
 * @param own the absolute path of the source
 */
export function referencedFiles({ source, references }: LinkedSource, own: string): readonly WrittenPath[] {
  const { path: shown, text } = source.document;
  // The paths of all sources are shown from the same folder.
  const root = own.endsWith(`/${shown}`) ? own.slice(0, -shown.length) : parentFolder(own);
  return references.flatMap((reference): WrittenPath[] => {
    const { at, path: written, from } = reference;
    if (at.source !== shown || /^~|\\/.test(written)) return [];
    const place = placeOf(reference, text);
    const folder = parentFolder(from === shown ? own : joinPath(root, from));
    return place === undefined ? [] : [{ written, path: joinPath(folder, written), span: place }];
  });
}

/** The characters of the path, or else all that stands for it, where that is on one line. */
function placeOf({ at, path }: MadeReference, text: string): Span | undefined {
  const written = sliceSpan(text, at);
  const found = written.indexOf(path);
  if (found >= 0 && path !== "") return span(at.start + found, at.start + found + path.length);
  return written.trim() === "" || /[\r\n]/.test(written) ? undefined : at;
}
