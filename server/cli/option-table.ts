import { reporters } from "../report/reporters.ts";

/** The commands that share the table; `lint` is the one that runs when none is named. */
export type CommandName =
  | "lint"
  | "explain"
  | "rules"
  | "effective"
  | "environment"
  | "diff"
  | "upgrade"
  | "matrix"
  | "convert"
  | "review"
  | "why"
  | "schema"
  | "completion"
  | "lsp";

/** One option. Parsing, help, the manual page and shell completion are made from it. */
export interface OptionDefinition {
  /** Without the two dashes. */
  readonly name: string;
  readonly short?: string;
  /** What stands for the value in the help; absent for a switch. */
  readonly value?: string;
  /** Instead of {@link value} where a command expects something else. */
  readonly valueFor?: Readonly<Partial<Record<CommandName, string>>>;
  /** The only values allowed. */
  readonly choices?: readonly string[];
  /** What kind of thing a shell completes; `path` where absent. */
  readonly completes?: "path" | "release" | "rule" | "format" | "nothing";
  /** It may be given several times. */
  readonly multiple?: boolean;
  /** Begins in lower case and ends without a full stop. */
  readonly help: string;
  /** Instead of {@link help} where a command does something else with it. */
  readonly helpFor?: Readonly<Partial<Record<CommandName, string>>>;
  readonly group:
    | "Release"
    | "Files"
    | "Fixing"
    | "Report"
    | "Review"
    | "Outcome"
    | "Settings"
    | "Connection"
    | "Other";
  readonly commands: readonly CommandName[] | "all";
}

const SEVERITIES = ["error", "warning", "info", "hint"] as const;

const table = [
  {
    name: "kong-version",
    value: "VERSION",
    completes: "release",
    group: "Release",
    commands: [
      "lint",
      "explain",
      "effective",
      "matrix",
      "review",
      "environment",
      "why",
      "schema",
      "diff",
      "convert",
    ],
    help: "check against this Kong release: `3.9`, `enterprise@0.34`; `3` is the newest 3.x",
  },
  {
    name: "edition",
    value: "EDITION",
    choices: ["oss", "enterprise"],
    group: "Release",
    commands: [
      "lint",
      "explain",
      "effective",
      "upgrade",
      "matrix",
      "review",
      "environment",
      "why",
      "diff",
      "convert",
    ],
    help: "the edition, where the version does not say it",
  },
  {
    name: "from",
    value: "RELEASE",
    completes: "release",
    group: "Release",
    commands: ["upgrade"],
    help: "the release that runs today",
  },
  {
    name: "to",
    value: "RELEASE",
    completes: "release",
    group: "Release",
    commands: ["upgrade", "convert"],
    help: "the release to come",
    valueFor: { convert: "FORMAT" },
    helpFor: { convert: "the format of the result: kong-conf, dotenv, compose, kubernetes or helm" },
  },
  {
    name: "reader",
    value: "READER",
    completes: "nothing",
    group: "Files",
    commands: ["convert"],
    help: "who reads an environment file that is written: compose (the default), docker, shell, systemd, kubectl, ecs",
  },
  {
    name: "unit",
    value: "NAME",
    completes: "nothing",
    group: "Files",
    commands: ["convert"],
    help: "which of the Kong processes of FILE is converted, by a name that `kong-lint environment` shows",
  },
  {
    name: "secrets",
    value: "HOW",
    choices: ["reference", "keep"],
    completes: "nothing",
    group: "Report",
    commands: ["convert"],
    help: "how secrets are written: as references of the target (the default), or in clear",
  },
  {
    name: "output",
    short: "o",
    value: "FILE",
    group: "Report",
    commands: ["convert"],
    help: "write the result to FILE instead of standard output",
  },
  {
    name: "force",
    group: "Report",
    commands: ["convert"],
    help: "with --output: replace the file where there is one",
  },
  {
    name: "write",
    group: "Fixing",
    commands: ["upgrade"],
    help: "apply the safe edits to the file, and print what is left",
  },
  {
    name: "env-file",
    value: "FILE",
    group: "Files",
    commands: ["effective"],
    help: "variables that Kong would see, which win over FILE's settings",
  },
  {
    name: "given",
    value: "FILE",
    group: "Files",
    commands: ["environment", "convert"],
    help: "JSON with what is around FILE: shell, image_env, build_args, service_env, target, reader, chart, set, set_string",
  },
  {
    name: "show-secrets",
    group: "Report",
    commands: ["environment"],
    help: "print the values of secrets in clear",
  },
  {
    name: "all",
    group: "Report",
    commands: ["effective"],
    help: "print also what stays at its default",
  },
  {
    name: "lifecycle",
    group: "Report",
    commands: ["effective", "upgrade"],
    help: "print until when the release is supported, and which known vulnerabilities others have fixed",
  },
  {
    name: "stdin-filename",
    value: "PATH",
    group: "Files",
    commands: ["lint", "effective", "upgrade", "matrix", "environment", "diff", "convert"],
    help: "the name that standard input (`-`) goes by, for settings and reports",
  },
  {
    name: "exclude",
    value: "PATTERN",
    multiple: true,
    completes: "nothing",
    group: "Files",
    commands: ["lint"],
    help: "leave files alone that match, written as in .gitignore",
  },
  {
    name: "no-gitignore",
    group: "Files",
    commands: ["lint"],
    help: "look also into what .gitignore names",
  },
  {
    name: "list-files",
    group: "Files",
    commands: ["lint"],
    help: "print what would be linted, and why anything else is left alone",
  },
  {
    name: "changed",
    group: "Files",
    commands: ["lint"],
    help: "report only what changed since the last commit (git)",
  },
  {
    name: "since",
    value: "REF",
    completes: "nothing",
    group: "Files",
    commands: ["lint"],
    help: "report only what changed since REF branched off (git)",
  },
  {
    name: "fix",
    group: "Fixing",
    commands: ["lint"],
    help: "apply the safe fixes; standard input is printed fixed",
  },
  {
    name: "unsafe-fixes",
    group: "Fixing",
    commands: ["lint"],
    help: "with --fix, --fix-dry-run or --diff: also the fixes that may change what Kong does",
  },
  {
    name: "fix-dry-run",
    group: "Fixing",
    commands: ["lint"],
    help: "report what --fix would leave, and write nothing",
  },
  {
    name: "diff",
    group: "Fixing",
    commands: ["lint"],
    help: "print what --fix would change as a unified diff, and write nothing",
  },
  {
    name: "format",
    short: "f",
    value: "FORMAT[:FILE]",
    multiple: true,
    completes: "format",
    group: "Report",
    commands: [
      "lint",
      "rules",
      "explain",
      "effective",
      "upgrade",
      "matrix",
      "review",
      "environment",
      "why",
      "schema",
      "diff",
    ],
    help: `how to report, and where to (several may be given): ${Object.keys(reporters).join(", ")}`,
    helpFor: {
      review: "how to print a dry run: markdown or json (default: markdown)",
      matrix: "how to print: pretty, json or markdown (default: pretty)",
      diff: "how to print: pretty, json or markdown (default: pretty)",
      schema: "which files the schema is for: helm-env, compose or conf (default: helm-env)",
    },
  },
  {
    name: "show",
    value: "SEVERITY",
    choices: SEVERITIES,
    group: "Report",
    commands: ["lint"],
    help: "the least severity that is shown (default: hint)",
  },
  {
    name: "statistics",
    group: "Report",
    commands: ["lint", "environment"],
    help: "print how often each rule was broken (on standard error)",
  },
  {
    name: "timing",
    group: "Report",
    commands: ["lint"],
    help: "print what each stage and rule cost (on standard error)",
  },
  {
    name: "github",
    group: "Review",
    commands: ["review"],
    help: "review a pull request; the token is in GITHUB_TOKEN, the request in the workflow's event",
  },
  {
    name: "gitlab",
    group: "Review",
    commands: ["review"],
    help: "review a merge request; the token is in GITLAB_TOKEN, the request in the job's CI variables",
  },
  {
    name: "repository",
    value: "PATH",
    completes: "nothing",
    group: "Review",
    commands: ["review"],
    help: "the repository, OWNER/NAME or GROUP/PROJECT, where the environment does not say it",
  },
  {
    name: "request",
    value: "NUMBER",
    completes: "nothing",
    group: "Review",
    commands: ["review"],
    help: "the number of the request, where the environment does not say it",
  },
  {
    name: "dry-run",
    group: "Review",
    commands: ["review"],
    help: "post nothing, and print what would be posted (`--format json` for programs)",
  },
  {
    name: "max-comments",
    value: "N",
    completes: "nothing",
    group: "Review",
    commands: ["review"],
    help: "how many comments may stand on lines, the gravest first (default: 20)",
  },
  {
    name: "request-changes-on",
    value: "SEVERITY",
    choices: ["error"],
    group: "Review",
    commands: ["review"],
    help: "request changes where there are such findings (GitHub only; default: never)",
  },
  { name: "color", group: "Report", commands: "all", help: "colours also where no terminal reads" },
  { name: "no-color", group: "Report", commands: "all", help: "no colours" },
  {
    name: "fail-on",
    value: "SEVERITY",
    choices: [...SEVERITIES, "never"],
    group: "Outcome",
    commands: ["lint"],
    help: "the least severity that makes the exit code 1 (default: error)",
  },
  {
    name: "max-warnings",
    value: "N",
    completes: "nothing",
    group: "Outcome",
    commands: ["lint"],
    help: "exit code 1 when there are more warnings than this",
  },
  {
    name: "baseline",
    value: "FILE",
    group: "Outcome",
    commands: ["lint"],
    help: "pass over the findings that FILE lists",
  },
  {
    name: "update-baseline",
    group: "Outcome",
    commands: ["lint"],
    help: "write the findings of this run into the baseline",
  },
  {
    name: "settings",
    value: "FILE",
    group: "Settings",
    commands: ["lint", "effective", "matrix", "review", "environment", "why", "diff", "convert"],
    help: "use this settings file for every source instead of the nearest",
  },
  {
    name: "no-settings",
    group: "Settings",
    commands: ["lint", "effective", "matrix", "review", "environment", "why", "diff", "convert"],
    help: "read no settings files",
  },
  {
    name: "rule",
    value: "RULE=SEVERITY",
    multiple: true,
    completes: "rule",
    group: "Settings",
    commands: ["lint", "review"],
    help: "set the severity of a rule for this run: error, warning, info, hint, off",
  },
  {
    name: "no-inline-config",
    group: "Settings",
    commands: ["lint", "review"],
    help: "honour no comments that silence findings",
  },
  {
    name: "print-config",
    value: "FILE",
    group: "Settings",
    commands: ["lint"],
    help: "print the settings for FILE, each with its origin",
  },
  {
    name: "stdio",
    group: "Connection",
    commands: ["lsp"],
    help: "speak over standard input and output (the default)",
  },
  {
    name: "socket",
    value: "PORT",
    completes: "nothing",
    group: "Connection",
    commands: ["lsp"],
    help: "connect to a client that listens on this port of the machine",
  },
  {
    name: "pipe",
    value: "NAME",
    group: "Connection",
    commands: ["lsp"],
    help: "connect to a client that listens on this named pipe or socket",
  },
  {
    name: "node-ipc",
    group: "Connection",
    commands: ["lsp"],
    help: "speak over the channel of a client that is a Node process",
  },
  {
    name: "clientProcessId",
    value: "PID",
    completes: "nothing",
    group: "Connection",
    commands: ["lsp"],
    help: "end when this process does",
  },
  { name: "help", short: "h", group: "Other", commands: "all", help: "print this help" },
  {
    name: "version",
    short: "V",
    group: "Other",
    commands: "all",
    help: "print the version, the commit and the newest Kong release in its data; `--format json` for programs",
  },
] as const satisfies readonly OptionDefinition[];

/** The name of an option, as the code asks for it. */
export type OptionName = (typeof table)[number]["name"];

/** Every option of the program. */
export const optionTable: readonly (OptionDefinition & { readonly name: OptionName })[] = table;

/** The options that a command takes, in the order of the table. */
export function optionsOf(
  command: CommandName,
): readonly (OptionDefinition & { readonly name: OptionName })[] {
  return optionTable.filter((option) => option.commands === "all" || option.commands.includes(command));
}
