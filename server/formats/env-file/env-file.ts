import { span } from "../../../grammar/text/span.ts";
import type { SourceFormat } from "../../model/format.ts";
import type { Source, SourceComment } from "../../model/source.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { plainSource } from "../shared/plain-source.ts";
import { withPemLines } from "./pem-lines.ts";
import { readComposeFile } from "./read-compose.ts";
import { readCompose1File } from "./read-compose-1.ts";
import { readDockerFile, readKubectlFile } from "./read-lines.ts";
import { readShellFile } from "./read-shell.ts";
import { readSystemdFile } from "./read-systemd.ts";
import type { EnvFileReader } from "./readers.ts";
import type { EnvFileInput, EnvFileReading } from "./reading.ts";

/** The text of an environment file. What it says depends on who reads it. */
export interface EnvFileSource extends Source {
  readonly kind: "env-file";
  /** Lines that are comments to every reader. */
  readonly comments: readonly SourceComment[];
}

/** An environment file, whoever reads it. */
export function parseEnvFile(format: SourceFormat<EnvFileSource>, document: SourceDocument): EnvFileSource {
  const comments = [...document.text.matchAll(/^[ \t]*(#[^\r\n]*)/gm)].map((match) => {
    const start = match.index + match[0].length - (match[1]?.length ?? 0);
    const written = (match[1] ?? "").trimEnd();
    return { span: span(start, start + written.length), text: written };
  });
  return { ...plainSource(format, document), kind: "env-file", comments };
}

/** What a reader gets out of an environment file. */
export function readEnvFile(input: EnvFileInput, reader: EnvFileReader): EnvFileReading {
  return withPemLines(input.text, readAs(input, reader));
}

function readAs(input: EnvFileInput, reader: EnvFileReader): EnvFileReading {
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
