import type { SourceFormat } from "../../model/format.ts";
import { sourceId } from "../../model/location.ts";
import { SourceDocument } from "../../model/source-document.ts";
import type { EntryToWrite, UnitWriter } from "../../model/unit-text.ts";
import { entryLines } from "../shared/entry-lines.ts";
import { literalKongConf } from "./read-kong-conf.ts";
import { writeValue } from "./write-kong-conf.ts";

/** Writes the settings of a process as a kong.conf. */
export function kongConfWriter(format: () => SourceFormat): UnitWriter {
  return {
    channel: "file",
    writesOthers: false,
    writesImage: false,
    readers: [],
    write: ({ parts, escapeHash }) => {
      const { lines, unwritten } = entryLines(parts, "", (entry) => writeEntry(entry, escapeHash));
      const text = lines.map((line) => `${line}\n`).join("");
      return {
        text,
        // Kong reads braces and dollar signs as they are, whatever templates have in such a file.
        source: literalKongConf(format(), new SourceDocument(sourceId("kong.conf"), text)),
        surroundings: {},
        unwritten,
        referencesNeed:
          "kong.conf cannot refer to a variable, so the lines are commented out. Set each variable in the environment of Kong",
      };
    },
  };
}

function writeEntry(
  { property, variable, value }: EntryToWrite,
  escapeHash: boolean,
): readonly string[] | undefined {
  if (property === undefined || !/^\w+$/.test(property)) return undefined;
  if (value === undefined)
    return [
      `# A secret: set the variable ${variable}, which is used instead of a line here.`,
      `# ${property} =`,
    ];
  const written = writeValue(value, { escapeHash });
  if (written === undefined) return undefined;
  return [`${property} = ${written}${isRewritten(value) ? " # kept as text by this comment" : ""}`.trimEnd()];
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|^[+-]?0[xb][\da-f.p+-]+$|^[+-](?:inf|nan)/i;
const MOST_DIGITS = 14;

/**
 * Whether Kong's reader writes a value anew: a number in another form than its own, or one with the unit ` kB`. It reads a value with a comment
 * after it as text, and then takes the comment off.
 */
function isRewritten(value: string): boolean {
  if (/^[\d+-].* kB$/.test(value)) return true;
  if (!NUMBER.test(value)) return false;
  return String(Number(value)) !== value || value.length > MOST_DIGITS;
}
