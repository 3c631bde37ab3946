import { linkSource } from "../../../server/formats/read-unit.ts";
import type { LinkedSource } from "../../../server/model/config-unit.ts";
import type { LinkContext } from "../../../server/model/format.ts";
import { SourceDocument } from "../../../server/model/source-document.ts";
import { toy } from "./format.ts";

/** The other files of a test by their paths, as what toy files draw on. */
export function toyContext(files: Readonly<Record<string, string>> = {}): LinkContext {
  return {
    surroundings: {},
    resolve: ({ path }) => {
      const text = files[path];
      return text === undefined
        ? { kind: "missing" }
        : { kind: "source", source: toy.parse(new SourceDocument(path, text)) };
    },
  };
}

/** A toy text with what it draws on. */
export function readToy(
  path: string,
  text: string,
  files: Readonly<Record<string, string>> = {},
): LinkedSource {
  return linkSource(toy.parse(new SourceDocument(path, text)), toyContext(files));
}
