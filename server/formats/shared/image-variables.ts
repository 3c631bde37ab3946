import type { Assignment } from "../../model/assignment.ts";
import type { Location } from "../../model/location.ts";
import { derivedAssignment } from "./environment-assignment.ts";
import { IMAGE_LAYER } from "./layers.ts";
import { literalPieces } from "./variables.ts";

/**
 * What an image sets, as it is given or as settings describe it.
 * @param cause the characters that name the image, or the container
 */
export function imageVariables(
  given: ReadonlyMap<string, string> | undefined,
  cause: Location,
): readonly Assignment[] {
  const by = { what: "image", name: "ENV", version: undefined } as const;
  return [...(given ?? [])].flatMap(
    ([name, text]) =>
      derivedAssignment(name, { kind: "text", pieces: literalPieces(text) }, IMAGE_LAYER, by, cause) ?? [],
  );
}
