import type { SourceFormat } from "../../model/format.ts";
import { SourceDocument } from "../../model/source-document.ts";
import type { EntryToWrite, UnitText, UnitToWrite, UnitWriter } from "../../model/unit-text.ts";
import { entryLines, isVariableName } from "../shared/entry-lines.ts";
import { writeScalar } from "../yaml/write-scalar.ts";
import { escapeDollars } from "./escape-dollars.ts";

/** Writes a process as a Compose file with one service. */
export function composeWriter(format: () => SourceFormat): UnitWriter {
  return {
    channel: "environment",
    writesOthers: true,
    writesImage: true,
    readers: [],
    write: (unit) => writeService(unit, format()),
  };
}

function writeService({ parts, image = "kong" }: UnitToWrite, format: SourceFormat): UnitText {
  const { lines, unwritten } = entryLines(parts, "      ", writeEntry);
  const hasEntries = lines.some((line) => /^ *[^ #]/.test(line));
  const text = [
    "services:",
    "  kong:",
    `    image: ${writeScalar(escapeDollars(image), { style: "plain", flow: false })}`,
    // Compose refuses an `environment` without entries.
    ...(hasEntries ? ["    environment:"] : []),
    ...lines,
  ]
    .map((line) => `${line}\n`)
    .join("");
  return {
    text,
    source: format.parse(new SourceDocument("compose.yaml", text)),
    surroundings: {},
    unwritten,
    referencesNeed: "Set each variable in the shell, or in the `.env` file that Docker Compose reads",
  };
}

function writeEntry({ variable, value }: EntryToWrite): readonly string[] | undefined {
  if (!isVariableName(variable)) return undefined;
  if (value === undefined) return [`${variable}: \${${variable}}`];
  return [`${variable}: ${writeScalar(escapeDollars(value), { style: "plain", flow: false })}`];
}
