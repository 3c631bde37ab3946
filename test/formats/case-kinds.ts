import type { Surroundings } from "../../server/model/format.ts";
import { type EntrypointInput, runEntrypointCase } from "./entrypoint-case.ts";
import { Files, judge, type Verdict, verdictOf } from "./judge-case.ts";
import { judgeContainers } from "./judge-containers.ts";

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
  readonly chart?: string;
  readonly set?: readonly string[];
  readonly set_string?: readonly string[];
  /** Helm: the variables that are otherwise than with the chart's own values; `null`: the tool refuses. */
  readonly changed_against_defaults?: Environment | null;
  /** The variables of the process; `null`: the tool refuses. */
  readonly env?: Environment | null;
  readonly compose_v1?: Outcome | null;
  readonly legacy_builder?: Outcome | null;
  readonly readers?: Readonly<Record<string, Outcome>>;
  /** Kubernetes: the variables that the cluster sets for Services. */
  readonly service_env?: Readonly<Record<string, string>> | null;
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
  /** `kong`: Kong's variables, those of the image included; `container`: all that do not come from the image. */
  readonly scope: "kong" | "container";
}

/** How the cases of one file are to be taken: what each of them expects, and what the formats make of it. */
export type CaseKind = (each: FormatCase) => readonly Verdict[];

const mapOf = (values: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> =>
  new Map(Object.entries(values ?? {}));

/** What every kind of case says of its surroundings. */
export function surroundingsOf(each: FormatCase): Surroundings {
  return {
    shell: mapOf(each.shell_env),
    imageEnvironment: mapOf(each.image_env),
    ...(each.build_args === undefined ? {} : { buildArguments: mapOf(each.build_args) }),
    ...(typeof each.target === "string" ? { target: each.target } : {}),
    ...(each.chart === undefined ? {} : { chart: each.chart }),
    ...(each.set === undefined ? {} : { set: each.set }),
    ...(each.set_string === undefined ? {} : { setText: each.set_string }),
  };
}

const compose = (each: FormatCase): readonly Expectation[] => {
  const files = Object.keys(each.input).filter((name) => /compose.*\.ya?ml$/.test(name));
  const root = files.find((name) => /^(?:docker-)?compose\.ya?ml$/.test(name)) ?? files[0] ?? "";
  const unit = `services.${each.service ?? ""}`;
  const surroundings = surroundingsOf(each);
  const { imageEnvironment: _, ...withoutImage } = surroundings;
  const newest = {
    label: "Compose 2",
    root,
    unit,
    surroundings,
    expected: each.env ?? null,
    scope: "kong" as const,
  };
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
    scope: "kong",
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

const envFile = (each: FormatCase): readonly Expectation[] => {
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
      scope: "kong",
    };
  });
};

/** A Dockerfile, or a script that runs a container: the first file of the case. */
const container = (each: FormatCase): readonly Expectation[] => {
  const [root = ""] = Object.keys(each.input);
  const surroundings = { ...surroundingsOf(each), buildArguments: mapOf(each.build_args) };
  return [{ label: "", root, unit: undefined, surroundings, expected: each.env ?? null, scope: "container" }];
};

/** Values of a chart: what Helm made of them, before Kubernetes reads the Secrets. */
const helm = (each: FormatCase): readonly Expectation[] => {
  const [root = ""] = Object.keys(each.input);
  const expected = each.env === undefined || each.env === null ? null : withoutSecrets(each.env);
  return [{ label: "", root, unit: undefined, surroundings: surroundingsOf(each), expected, scope: "kong" }];
};

/** A value out of a Secret is known at run time only. */
function withoutSecrets(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      typeof value === "string" && value.startsWith("<{") ? "<expanded by the shell>" : value,
    ]),
  );
}

/** Objects with `name` and `value`, as `jsonencode` writes them; the variable `port` was 8000. */
const terraform = (each: FormatCase): readonly Expectation[] => {
  const [root = ""] = Object.keys(each.input);
  const surroundings = { ...surroundingsOf(each), shell: new Map([["TF_VAR_port", "8000"]]) };
  return [{ label: "", root, unit: undefined, surroundings, expected: each.env ?? null, scope: "kong" }];
};

const entrypoint: CaseKind = (each) => {
  const actual = runEntrypointCase(each.input as unknown as EntrypointInput);
  return [verdictOf("", each.env ?? null, actual, [])];
};

/** A kind whose cases are files that the formats read. */
function judged(expectations: (each: FormatCase) => readonly Expectation[]): CaseKind {
  return (each) => {
    const files = new Files(each.input);
    return expectations(each).map((expectation) => judge(files, expectation));
  };
}

const kubernetes: CaseKind = (each) => {
  const [root = ""] = Object.keys(each.input);
  const expected = each.env as unknown as Readonly<Record<string, Environment>> | null | undefined;
  return judgeContainers(new Files(each.input), root, mapOf(each.service_env ?? {}), expected ?? null);
};

/** A file of variables that was measured under a number is referred to by it. */
const NUMBERED = /(?<=EnvironmentFile=\/etc\/kong\/l)\d+(?=\.env)/g;

const systemd: CaseKind = (each) => {
  const texts = Object.entries(each.input).map(([name, text]) => [name, text.replace(NUMBERED, "")]);
  const files = new Files(Object.fromEntries(texts), true);
  const expected = each.env ?? null;
  const verdict = judge(files, {
    label: "",
    root: Object.keys(each.input)[0] ?? "",
    unit: undefined,
    surroundings: {},
    expected,
    scope: "container",
  });
  // What a specifier stands for depends on the machine where the case was measured.
  const actual = Object.entries(verdict.actual ?? {}).map(([name, value]) => [
    name,
    value === "(opaque)" ? (expected?.[name] ?? value) : value,
  ]);
  return [
    verdictOf("", expected, verdict.actual === null ? null : Object.fromEntries(actual), verdict.problems),
  ];
};

/** The case files by name, without `.jsonl.gz`. A format with cases is a line here. */
export const CASE_KINDS: Readonly<Record<string, CaseKind>> = {
  compose: judged(compose),
  dockerfile: judged(container),
  entrypoint,
  "env-file": judged(envFile),
  helm: judged(helm),
  kubernetes,
  shell: judged(container),
  systemd,
  terraform: judged(terraform),
};
