import { locate, type UnitId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import type { Problems } from "../shared/problems.ts";
import type { Lookup } from "../shared/variables.ts";
import { readEnvFile } from "./env-file.ts";
import type { EnvFileReader } from "./readers.ts";
import type { EnvStatement } from "./reading.ts";

/** Who reads an environment file for a process. */
export interface FileReading {
  readonly reader: EnvFileReader;
  /** The tool as the subject of a sentence: `Docker Compose`. */
  readonly tool: string;
  readonly lookup: Lookup;
  readonly problems: Problems;
  readonly unit: UnitId;
}

/** The statements of an environment file that a process draws on; what its reader drops, changes or refuses is a problem. */
export function statementsOfFile(
  { document: { path, text } }: Source,
  { reader, tool, lookup, problems, unit }: FileReading,
): readonly EnvStatement[] {
  const { statements, notes } = readEnvFile({ source: path, text, lookup }, reader);
  for (const note of notes)
    problems.add(unit, { ...note, at: locate(path, note.at), detail: `${tool} ${note.detail}` });
  return statements;
}
