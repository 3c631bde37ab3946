import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit, OtherVariable } from "../../model/config-unit.ts";
import { location, unitId } from "../../model/location.ts";
import type { SourceDocument } from "../../model/source-document.ts";

/** What makes the only process of a file of settings. */
interface LineUnitParts {
  readonly document: SourceDocument;
  readonly assignments: readonly Assignment[];
  readonly others?: readonly OtherVariable[];
}

/**
 * A file that is one process as far as anybody knows.
 * @param more what may add to what the file says
 */
export function lineUnit({ document, assignments, others }: LineUnitParts, more: string): LinkedUnit {
  const { path, text } = document;
  return {
    id: unitId(""),
    name: undefined,
    anchor: location(path, 0, 0),
    extent: location(path, 0, text.length),
    assignments,
    ...(others === undefined ? {} : { others }),
    release: undefined,
    absence: { kind: "open", because: [{ what: more, at: undefined }] },
    draws: [path],
    deployment: undefined,
  };
}
