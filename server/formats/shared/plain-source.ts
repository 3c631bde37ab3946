import type { SourceFormat } from "../../model/format.ts";
import type { Source } from "../../model/source.ts";
import type { SourceDocument } from "../../model/source-document.ts";

/** A source of a format that is not Kong's own: without statements of Kong's file, other texts in it, or templates. */
export function plainSource(format: SourceFormat, document: SourceDocument): Source {
  return {
    format,
    document,
    embedded: [],
    file: undefined,
    otherLines: undefined,
    templateSpans: [],
    branches: undefined,
  };
}
