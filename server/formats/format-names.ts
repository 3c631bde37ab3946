import type { SourceFormat } from "../model/format.ts";
import { formatName } from "../model/format-id.ts";
import { dotenv } from "./dotenv/format.ts";
import { kongConf } from "./kong-conf/format.ts";
import { type FormatEntry, FORMATS as OTHER_FORMATS } from "./registry.ts";

const FORMATS: readonly (SourceFormat | FormatEntry)[] = [kongConf, dotenv, ...OTHER_FORMATS];

/** The names of all formats, for settings and for programs that call kong-lint. */
export const formatNames: readonly string[] = FORMATS.map(({ id }) => formatName(id));

/** The format of a name; undefined where there is none. */
export function formatNamed(name: string): SourceFormat | FormatEntry | undefined {
  return FORMATS.find(({ id }) => formatName(id) === name);
}
