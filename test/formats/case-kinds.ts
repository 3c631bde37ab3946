import type { Surroundings } from "../../server/formats/format.ts";
import type { SourceId } from "../../server/model/location.ts";

/** One case as the case files have it: texts, what surrounds them, and what the tools made of them. */
export interface FormatCase {
  readonly id: string;
  readonly name: string;
  /** File name → text. */
  readonly input: Readonly<Record<string, string>>;
  readonly shell_env?: Readonly<Record<string, string>>;
  readonly image_env?: Readonly<Record<string, string>>;
  readonly build_args?: Readonly<Record<string, string>>;
  readonly target?: string | null;
  readonly service?: string;
  /** The variables of the process; `null`: the tool refuses. */
  readonly env?: Environment | null;
  readonly compose_v1?: Outcome | null;
  readonly legacy_builder?: Outcome | null;
  readonly readers?: Readonly<Record<string, Outcome>>;
}

export type Environment = Readonly<Record<string, string | number | null>>;

export interface Outcome {
  readonly env?: Environment;
  readonly error?: string;
}

/** One environment that a case expects. */
export interface Expectation {
  /** What is compared, beside the name of the case: a reader, a builder. */
  readonly label: string;
  /** The file to link. */
  readonly root: string;
  /** The unit whose environment it is; undefined: the last one. */
  readonly unit: string | undefined;
  readonly surroundings: Surroundings;
  readonly expected: Environment | null;
}

/** How the cases of one file are to be taken: what each of them expects. */
export type CaseKind = (each: FormatCase) => readonly Expectation[];

const mapOf = (values: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> =>
  new Map(Object.entries(values ?? {}));

/** What every kind of case says of its surroundings. */
export function surroundingsOf(each: FormatCase): Surroundings {
  return {
    shell: mapOf(each.shell_env),
    imageEnvironment: mapOf(each.image_env),
    ...(each.build_args === undefined ? {} : { buildArguments: mapOf(each.build_args) }),
    ...(typeof each.target === "string" ? { target: each.target } : {}),
  };
}

const compose: CaseKind = (each) => {
  const files = Object.keys(each.input).filter((name) => /compose.*\.ya?ml$/.test(name));
  const root = files.find((name) => /^(?:docker-)?compose\.ya?ml$/.test(name)) ?? files[0] ?? "";
  const unit = `services.${each.service ?? ""}`;
  const surroundings = surroundingsOf(each);
  const { imageEnvironment: _, ...withoutImage } = surroundings;
  const newest = { label: "Compose 2", root, unit, surroundings, expected: each.env ?? null };
  if (each.compose_v1 === undefined || each.compose_v1 === null) return [newest];
  // `config` of version 1 prints what the file says, without the image.
  const first = {
    label: "Compose 1",
    root,
    unit,
    surroundings: {
      ...withoutImage,
      imageEnvironment: new Map(),
      reader: "compose-1" as Surroundings["reader"] & string,
    },
    expected: each.compose_v1.env ?? null,
  };
  return [newest, first as Expectation];
};

const ENV_FILE_READERS: Readonly<Record<string, string>> = {
  compose_env_file: "compose-2",
  compose_v1_env_file: "compose-1",
  docker_run_env_file: "docker-run",
  bash_source: "bash",
  dash_source: "dash",
  kubectl_from_env_file: "kubectl",
  systemd_EnvironmentFile: "systemd",
};

const envFile: CaseKind = (each) => {
  const [root = ""] = Object.keys(each.input);
  return Object.entries(each.readers ?? {}).map(([name, outcome]): Expectation => {
    const shell = new Map(Object.entries(each.shell_env ?? {}));
    // The cases were measured by a person with a home, which only bash was told of.
    if (name === "bash_source") shell.set("HOME", "/home/me");
    return {
      label: name,
      root,
      unit: undefined,
      surroundings: { shell, reader: (ENV_FILE_READERS[name] ?? name) as Surroundings["reader"] & string },
      expected: outcome.env ?? null,
    };
  });
};

/** The case files by name, without `.jsonl.gz`. A format with cases is a line here. */
export const CASE_KINDS: Readonly<Record<string, CaseKind>> = {
  compose,
  "env-file": envFile,
};

/** The folders of the corpus by the format that reads their files. A format with files there is a line here. */
export const CORPUS_FOLDERS: Readonly<Record<string, string>> = {
  compose: "compose",
  envfile: "env-file",
};

/** The id of a file of a case. */
export function caseSourceId(name: string): SourceId {
  return name as SourceId;
}
