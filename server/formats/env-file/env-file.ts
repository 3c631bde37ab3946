import type { SourceText } from "../../../grammar/text/source-text.ts";
import { span } from "../../../grammar/text/span.ts";
import type { SourceId } from "../../model/location.ts";
import type { FormatId, Source } from "../format.ts";
import { readComposeFile } from "./read-compose.ts";
import { readCompose1File } from "./read-compose-1.ts";
import { readDockerFile, readKubectlFile } from "./read-lines.ts";
import { readShellFile } from "./read-shell.ts";
import { readSystemdFile } from "./read-systemd.ts";
import type { EnvFileReader } from "./readers.ts";
import type { EnvFileInput, EnvFileReading } from "./reading.ts";

/** The format of environment files. */
export const ENV_FILE = Object.freeze({}) as FormatId;

/** The text of an environment file. What it says depends on who reads it. */
export interface EnvFileSource extends Source {
  readonly kind: "env-file";
}

/** Lines that are comments to every reader. */
export function parseEnvFile(id: SourceId, text: SourceText): EnvFileSource {
  const comments = [...text.text.matchAll(/^[ \t]*(#[^\r\n]*)/gm)].map((match) => {
    const start = match.index + match[0].length - (match[1]?.length ?? 0);
    const written = (match[1] ?? "").trimEnd();
    return { span: span(start, start + written.length), text: written };
  });
  return { kind: "env-file", id, text, format: ENV_FILE, comments, embedded: [] };
}

/** What a reader gets out of an environment file. */
export function readEnvFile(input: EnvFileInput, reader: EnvFileReader): EnvFileReading {
  switch (reader) {
    case "compose-2":
      return readComposeFile(input);
    case "compose-1":
      return readCompose1File(input);
    case "docker-run":
    case "ecs":
      return readDockerFile(input);
    case "kubectl":
      return readKubectlFile(input);
    case "systemd":
      return readSystemdFile(input);
    case "shell":
    case "bash":
      return readShellFile(input, "bash");
    case "dash":
      return readShellFile(input, "dash");
  }
}
