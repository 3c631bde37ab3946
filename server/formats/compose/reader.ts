import type { EnvFileReader } from "../env-file/readers.ts";
import type { YamlReader } from "../yaml/resolve-plain.ts";

/** The versions of Compose that read a file differently. */
export type ComposeReader = "compose-2" | "compose-2.16" | "compose-1";

/** What a version of Compose uses to read. */
export interface ComposeDialect {
  readonly reader: ComposeReader;
  readonly name: string;
  readonly yaml: YamlReader;
  readonly envFile: EnvFileReader;
  readonly interpolation: "compose-2" | "compose-1";
  /** Whether two YAML documents in a file, `!reset`, `include` and the like are known. */
  readonly isCompose2: boolean;
}

const DIALECTS: Readonly<Record<ComposeReader, ComposeDialect>> = {
  "compose-2": {
    reader: "compose-2",
    name: "Docker Compose",
    yaml: "go-yaml-3",
    envFile: "compose-2",
    interpolation: "compose-2",
    isCompose2: true,
  },
  "compose-2.16": {
    reader: "compose-2.16",
    name: "Docker Compose 2.0–2.16",
    yaml: "go-yaml-2",
    envFile: "compose-2",
    interpolation: "compose-2",
    isCompose2: true,
  },
  "compose-1": {
    reader: "compose-1",
    name: "docker-compose 1",
    yaml: "pyyaml",
    envFile: "compose-1",
    interpolation: "compose-1",
    isCompose2: false,
  },
};

/** How a reader reads; without one, or with one of other files, as Compose has done since 2.17. */
export function composeDialect(reader: string | undefined): ComposeDialect {
  return reader === "compose-1" || reader === "compose-2.16" ? DIALECTS[reader] : DIALECTS["compose-2"];
}
