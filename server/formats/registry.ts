import { composeFormat } from "./compose/compose-format.ts";
import { envFileFormat } from "./env-file/env-file-format.ts";
import type {
  Detection,
  FormatId,
  LinkContext,
  Linked,
  Source,
  SourceFormat,
  Surroundings,
} from "./format.ts";

/** A format whose source type is its own business. */
export type AnyFormat = SourceFormat<Source>;

/** A format knows its own sources; outside it nothing can tell them apart. */
function erase<S extends Source>(format: SourceFormat<S>): AnyFormat {
  return format as unknown as AnyFormat;
}

/** All formats, in the order in which they are asked whether a text is theirs. */
export const FORMATS: readonly AnyFormat[] = [erase(composeFormat), erase(envFileFormat)];

const BY_ID = new Map<FormatId, AnyFormat>(FORMATS.map((format) => [format.id, format]));

/** The format of a source. */
export function formatOf(source: Source): AnyFormat | undefined {
  return BY_ID.get(source.format);
}

const ORDER: readonly Detection[] = ["named", "content", "possible"];

/** The format of a text: the surest one, and the first of equals. */
export function detectFormat(path: string, sample: string): AnyFormat | undefined {
  const found = FORMATS.map((format) => [format, format.detect(path, sample)] as const);
  for (const level of ORDER) {
    const match = found.find(([, detection]) => detection === level);
    if (match !== undefined) return match[0];
  }
  return undefined;
}

/** What a source of any format makes: for contexts, which let one format ask for another. */
export function linkAny(source: Source, surroundings: Surroundings, resolve: LinkContext["resolve"]): Linked {
  const context: LinkContext = {
    surroundings,
    resolve,
    linkOther: (other, around) => linkAny(other, around, resolve),
  };
  return formatOf(source)?.link(source, context) ?? { units: [], problems: [] };
}
