import type { SourceFormat } from "../../model/format.ts";
import { SourceDocument } from "../../model/source-document.ts";
import type { EntryToWrite, UnitText, UnitToWrite, UnitWriter } from "../../model/unit-text.ts";
import { entryLines } from "../shared/entry-lines.ts";
import { variableName } from "../shared/kong-variable.ts";
import { secretKeyRef, secretsNeed } from "../shared/secret-key-ref.ts";
import { quoted } from "./write-helm.ts";

/** Writes the settings of a process as the block `env` of Kong's chart. */
export function helmWriter(format: () => SourceFormat): UnitWriter {
  return {
    channel: "environment",
    writesOthers: false,
    writesImage: false,
    readers: [],
    write: (unit) => writeBlock(unit, format()),
  };
}

function writeBlock({ parts }: UnitToWrite, format: SourceFormat): UnitText {
  const { lines, unwritten } = entryLines(parts, "  ", writeEntry);
  const all = lines.some((line) => /^ *[^ #]/.test(line)) ? ["env:", ...lines] : [...lines, "env: {}"];
  const text = all.map((line) => `${line}\n`).join("");
  return {
    text,
    source: format.parse(new SourceDocument("values.yaml", text)),
    surroundings: { chart: "kong" },
    unwritten,
    referencesNeed: secretsNeed(parts),
  };
}

function writeEntry(entry: EntryToWrite): readonly string[] | undefined {
  const { property, variable, value } = entry;
  // The chart writes `KONG_` before the key, in capitals.
  if (property === undefined || !/^[a-z]\w*$/.test(property) || variableName(property) !== variable)
    return undefined;
  if (value === undefined) return [`${property}:`, ...secretKeyRef(entry).map((line) => `  ${line}`)];
  return [`${property}: ${quoted(value, "double")}`];
}
