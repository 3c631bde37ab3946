import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Reader } from "../../model/format.ts";

/** Who reads environment files. `ecs` reads like `docker-run`; `shell` is `bash`, from which `dash` differs in two points. */
export const ENV_FILE_READERS = [
  "compose-2",
  "compose-1",
  "docker-run",
  "ecs",
  "shell",
  "bash",
  "dash",
  "kubectl",
  "systemd",
] as const;

export type EnvFileReader = (typeof ENV_FILE_READERS)[number];

/** Those that are asked where nobody knows who reads a file: one for each way of reading. */
export const DISTINCT_READERS: readonly EnvFileReader[] = [
  "compose-2",
  "compose-1",
  "docker-run",
  "shell",
  "kubectl",
  "systemd",
];

/** For people, as the subject of a sentence. */
export const READER_NAMES: Readonly<Record<EnvFileReader, string>> = {
  "compose-2": "Docker Compose",
  "compose-1": "docker-compose 1",
  "docker-run": "`docker run --env-file`",
  ecs: "Amazon ECS",
  shell: "a shell",
  bash: "bash",
  dash: "sh",
  kubectl: "kubectl",
  systemd: "systemd",
};

/** A reader as the subject of a sentence, by its id. */
export function readerName(id: Reader): string {
  if ((id as string) === "compose-2.16") return "Docker Compose before 2.17";
  const known = ENV_FILE_READERS.find((reader) => reader === (id as string));
  return known === undefined ? id : READER_NAMES[known];
}

/** Readers that take a byte order mark for a part of the first name; the others drop it. */
const KEEPS_MARK: ReadonlySet<EnvFileReader> = new Set(["shell", "bash", "dash", "systemd"]);

/** The reader of a name for people, where it takes a byte order mark for a part of the first name. */
export function keeperOfMark(name: string): string | undefined {
  const reader = envFileReader(name);
  return reader !== undefined && KEEPS_MARK.has(reader) ? READER_NAMES[reader] : undefined;
}

const REMOVES_BLANKS: ReadonlySet<EnvFileReader> = new Set(["compose-2", "compose-1", "systemd"]);

/** Whether the reader of a name removes blanks around `=`. */
export function removesBlanks(name: string): boolean {
  const reader = envFileReader(name);
  return reader !== undefined && REMOVES_BLANKS.has(reader);
}

/** Names that others give the same readers. */
const ALIASES: Readonly<Record<string, EnvFileReader>> = wordTable({
  compose: "compose-2",
  "compose-2.16": "compose-2",
  docker: "docker-run",
  podman: "docker-run",
  kustomize: "kubectl",
  sh: "dash",
});

/** The reader of a name; undefined where nobody is named, or somebody who reads no environment files. */
export function envFileReader(name: string | undefined): EnvFileReader | undefined {
  if (name === undefined) return undefined;
  const known = ENV_FILE_READERS.find((reader) => reader === name);
  return known ?? (Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined);
}

/** The name of a reader as the interface has it. */
export function readerId(reader: EnvFileReader): Reader {
  return reader as string as Reader;
}
