import { dotenv } from "../server/formats/dotenv/format.ts";
import { kongConf } from "../server/formats/kong-conf/format.ts";
import { literalKongConf } from "../server/formats/kong-conf/read-kong-conf.ts";
import { linkSource, readUnit as readUnitOf } from "../server/formats/read-unit.ts";
import type { ConfigUnit, LinkedSource } from "../server/model/config-unit.ts";
import type { SourceFormat } from "../server/model/format.ts";
import type { SourceDocument } from "../server/model/source-document.ts";

/** The formats of a line a setting, by name. */
export type LineFormat = "kong-conf" | "dotenv";

export function formatNamed(name: LineFormat): SourceFormat {
  return name === "dotenv" ? dotenv : kongConf;
}

/** The only process of a text. */
export function readUnit(document: SourceDocument, name: LineFormat): ConfigUnit {
  return readUnitOf(document, formatNamed(name));
}

/** @param options `literal`: the text is what Kong gets, no template */
export function readKongConf(
  document: SourceDocument,
  options: { readonly literal?: boolean } = {},
): ConfigUnit {
  const [unit] = linkedKongConf(document, options).units;
  if (unit === undefined) throw new RangeError("a kong.conf is one process");
  return unit;
}

/** As {@link readKongConf}, with its source. */
export function linkedKongConf(
  document: SourceDocument,
  { literal = false }: { readonly literal?: boolean } = {},
): LinkedSource {
  return linkSource(literal ? literalKongConf(kongConf, document) : kongConf.parse(document));
}

export function readDotenv(document: SourceDocument): ConfigUnit {
  return readUnit(document, "dotenv");
}

/** The source of a unit, read again. */
export function linkedOf({ document, format }: ConfigUnit): LinkedSource {
  return linkSource(format.parse(document));
}
