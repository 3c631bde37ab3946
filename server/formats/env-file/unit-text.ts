import type { SourceFormat } from "../../model/format.ts";
import { SourceDocument } from "../../model/source-document.ts";
import type { EntryToWrite, UnitText, UnitToWrite, UnitWriter } from "../../model/unit-text.ts";
import { entryLines, isVariableName } from "../shared/entry-lines.ts";
import { quoteEnvValue } from "./quote.ts";
import { ENV_FILE_READERS, type EnvFileReader, envFileReader, READER_NAMES, readerId } from "./readers.ts";

/** Writes the variables of a process as an environment file for its reader; that is Docker Compose where none is named. */
export function envFileWriter(format: () => SourceFormat): UnitWriter {
  return {
    channel: "environment",
    writesOthers: true,
    writesImage: false,
    readers: [...ENV_FILE_READERS, "compose", "docker", "podman", "kustomize", "sh"],
    write: (unit) => writeFor(unit, envFileReader(unit.reader) ?? "compose-2", format()),
  };
}

function writeFor({ parts }: UnitToWrite, reader: EnvFileReader, format: SourceFormat): UnitText {
  const { lines, unwritten } = entryLines(parts, "", (entry) => writeEntry(entry, reader));
  const text = lines.map((line) => `${line}\n`).join("");
  return {
    text,
    source: format.parse(new SourceDocument("kong.env", text)),
    surroundings: { reader: readerId(reader) },
    unwritten,
    referencesNeed: referencesNeed(reader),
  };
}

function writeEntry({ variable, value }: EntryToWrite, reader: EnvFileReader): readonly string[] | undefined {
  if (!isVariableName(variable)) return undefined;
  if (value === undefined) return references(variable, reader);
  const exported = isShell(reader);
  const quoted = quoteEnvValue(value, { quote: undefined, exported, reader });
  return quoted === undefined ? undefined : [`${exported ? "export " : ""}${variable}=${quoted}`];
}

function isShell(reader: EnvFileReader): boolean {
  return reader === "shell" || reader === "bash" || reader === "dash";
}

/** A name alone passes the variable on; a shell has it already, and some readers have nothing of the kind. */
function references(variable: string, reader: EnvFileReader): readonly string[] {
  if (isShell(reader)) return [`export ${variable}`];
  return reader === "systemd" || reader === "ecs"
    ? ["# A secret: set the variable in another way.", `# ${variable}=`]
    : [variable];
}

function referencesNeed(reader: EnvFileReader): string {
  if (reader === "systemd")
    return "An environment file of systemd cannot refer to a variable, so the lines are commented out. Set each variable in a drop-in of the unit";
  if (reader === "ecs")
    return "Amazon ECS passes no variable on, so the lines are commented out. Add each to `secrets` of the task definition";
  return isShell(reader)
    ? "Set each variable before the file is read"
    : `Set each variable in the shell that starts ${READER_NAMES[reader]}`;
}
