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
  | "init"
  | "completion"
  | "help"
  | "lsp";

/**
 * One option of one or several commands. Parsing, help, the manual page and shell completion are made from it. An option that does
 * something else with another command is an entry of its own, of the same name.
 */
export interface OptionDefinition {
  /** Without the two dashes. */
  readonly name: string;
  readonly short?: string;
  /** What stands for the value in the help; absent for a switch. */
  readonly value?: string;
  /** The only values allowed. */
  readonly choices?: readonly string[];
  /** Older names of choices; they are accepted, and not offered. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** What kind of thing a shell completes; `path` where absent. */
  readonly completes?: "path" | "release" | "rule" | "format" | "nothing";
  /** It may be given several times. */
  readonly multiple?: boolean;
  /** Begins in lower case and ends without a full stop. */
  readonly help: string;
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
    help: "the Kong release to check against: `3.9`, `enterprise@0.34`, `3` for the newest 3.x, or `latest`",
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
    help: "the edition, if the version does not include one",
  },
  {
    name: "from",
    value: "RELEASE",
    completes: "release",
    group: "Release",
    commands: ["upgrade"],
    help: "the current release",
  },
  {
    name: "to",
    value: "RELEASE",
    completes: "release",
    group: "Release",
    commands: ["upgrade"],
    help: "the target release",
  },
  {
    name: "to",
    value: "FORMAT",
    completes: "nothing",
    group: "Report",
    commands: ["convert"],
    help: "the format of the result: kong-conf, dotenv, compose, kubernetes or helm",
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
    help: "how secrets are written: as references of the target (the default), or in plain text",
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
    help: "apply the safe edits to the file, and print what remains",
  },
  {
    name: "env-file",
    value: "FILE",
    group: "Files",
    commands: ["effective"],
    help: "environment variables to apply on top of FILE",
  },
  {
    name: "given",
    value: "FILE",
    group: "Files",
    commands: ["environment", "convert"],
    help: "JSON that describes what surrounds FILE: shell, image_env, build_args, service_env, target, reader, chart, set, set_string",
  },
  {
    name: "show-secrets",
    group: "Report",
    commands: ["environment"],
    help: "print secrets in plain text",
  },
  {
    name: "all",
    group: "Report",
    commands: ["effective"],
    help: "also print properties left at their default",
  },
  {
    name: "lifecycle",
    group: "Report",
    commands: ["effective", "upgrade"],
    help: "also print how long the release is supported, and the known vulnerabilities that other releases fix",
  },
  {
    name: "stdin-filename",
    value: "PATH",
    group: "Files",
    commands: ["lint", "effective", "upgrade", "matrix", "environment", "diff", "convert"],
    help: "the file name to use for standard input (`-`)",
  },
  {
    name: "exclude",
    value: "PATTERN",
    multiple: true,
    completes: "nothing",
    group: "Files",
    commands: ["lint"],
    help: "skip matching files (.gitignore syntax)",
  },
  {
    name: "no-gitignore",
    group: "Files",
    commands: ["lint"],
    help: "also lint files that .gitignore excludes",
  },
  {
    name: "list-files",
    group: "Files",
    commands: ["lint"],
    help: "list the files that would be linted, and why others are skipped",
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
    help: "report only what changed since the merge base with REF (git)",
  },
  {
    name: "since",
    value: "REF",
    completes: "nothing",
    group: "Files",
    commands: ["diff"],
    help: "compare the files, all below this folder or those of PATH, with the merge base with REF (git)",
  },
  {
    name: "fix",
    group: "Fixing",
    commands: ["lint"],
    help: "apply safe fixes (for `-`, print the fixed text)",
  },
  {
    name: "unsafe-fixes",
    group: "Fixing",
    commands: ["lint"],
    help: "also apply fixes that may change Kong's behavior (with --fix, --fix-dry-run or --diff)",
  },
  {
    name: "fix-dry-run",
    group: "Fixing",
    commands: ["lint"],
    help: "show what would remain after --fix, without writing",
  },
  {
    name: "diff",
    group: "Fixing",
    commands: ["lint"],
    help: "print what --fix would change as a unified diff, without writing",
  },
  {
    name: "format",
    short: "f",
    value: "FORMAT[:FILE]",
    multiple: true,
    completes: "format",
    group: "Report",
    commands: ["lint"],
    help: `output format, and optionally the file to write it to (repeatable): ${Object.keys(reporters).join(", ")}`,
  },
  {
    name: "format",
    short: "f",
    value: "FORMAT",
    choices: ["pretty", "json"],
    synonyms: { table: "pretty" },
    group: "Report",
    commands: ["rules", "effective", "environment", "why"],
    help: "output format (default: pretty)",
  },
  {
    name: "format",
    short: "f",
    value: "FORMAT",
    choices: ["pretty", "markdown", "json"],
    group: "Report",
    commands: ["upgrade", "matrix", "diff"],
    help: "output format (default: pretty)",
  },
  {
    name: "format",
    short: "f",
    value: "FORMAT",
    choices: ["markdown", "json"],
    group: "Report",
    commands: ["review"],
    help: "output format of a dry run (default: markdown)",
  },
  {
    name: "format",
    short: "f",
    value: "FORMAT",
    choices: ["helm-env", "compose", "conf"],
    group: "Report",
    commands: ["schema"],
    help: "which files the schema is for (default: helm-env)",
  },
  {
    name: "max-findings",
    value: "N",
    completes: "nothing",
    group: "Report",
    commands: ["lint"],
    help: "print at most N findings, the most severe ones, or `all` (format pretty; default: 50 on a terminal, otherwise all)",
  },
  {
    name: "quiet",
    short: "q",
    group: "Report",
    commands: ["lint"],
    help: "print findings and errors only: no summary, no notices, no progress",
  },
  {
    name: "show",
    value: "SEVERITY",
    choices: SEVERITIES,
    group: "Report",
    commands: ["lint"],
    help: "minimum severity to show (default: hint)",
  },
  {
    name: "statistics",
    group: "Report",
    commands: ["lint"],
    help: "print the number of findings of each rule (on standard error)",
  },
  {
    name: "statistics",
    group: "Report",
    commands: ["environment"],
    help: "print numbers instead of variables: processes, variables, problems",
  },
  {
    name: "timing",
    group: "Report",
    commands: ["lint"],
    help: "print the time spent in each stage and rule (on standard error)",
  },
  {
    name: "github",
    group: "Review",
    commands: ["review"],
    help: "review a pull request; uses GITHUB_TOKEN, and the pull request of the workflow event",
  },
  {
    name: "gitlab",
    group: "Review",
    commands: ["review"],
    help: "review a merge request; uses GITLAB_TOKEN, and the merge request of the job's CI variables",
  },
  {
    name: "repository",
    value: "PATH",
    completes: "nothing",
    group: "Review",
    commands: ["review"],
    help: "the repository, OWNER/NAME or GROUP/PROJECT, if not set by the environment",
  },
  {
    name: "request",
    value: "NUMBER",
    completes: "nothing",
    group: "Review",
    commands: ["review"],
    help: "the number of the request, if not set by the environment",
  },
  {
    name: "dry-run",
    group: "Review",
    commands: ["review"],
    help: "print what would be posted, without posting",
  },
  {
    name: "max-comments",
    value: "N",
    completes: "nothing",
    group: "Review",
    commands: ["review"],
    help: "maximum number of comments on lines, most severe first (default: 20)",
  },
  {
    name: "request-changes-on",
    value: "SEVERITY",
    choices: ["error"],
    group: "Review",
    commands: ["review"],
    help: "request changes if there are findings of this severity (GitHub only; default: never)",
  },
  { name: "color", group: "Report", commands: "all", help: "always use colors" },
  { name: "no-color", group: "Report", commands: "all", help: "never use colors" },
  {
    name: "fail-on",
    value: "SEVERITY",
    choices: [...SEVERITIES, "never"],
    group: "Outcome",
    commands: ["lint"],
    help: "minimum severity for exit code 1 (default: error)",
  },
  {
    name: "max-warnings",
    value: "N",
    completes: "nothing",
    group: "Outcome",
    commands: ["lint"],
    help: "exit with 1 if there are more than N warnings",
  },
  {
    name: "baseline",
    value: "FILE",
    group: "Outcome",
    commands: ["lint"],
    help: "ignore the findings listed in FILE",
  },
  {
    name: "update-baseline",
    group: "Outcome",
    commands: ["lint"],
    help: "write the findings of this run to the baseline",
  },
  {
    name: "settings",
    value: "FILE",
    group: "Settings",
    commands: ["lint", "effective", "matrix", "review", "environment", "why", "diff", "convert"],
    help: "use this settings file instead of the nearest one",
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
    help: "ignore suppression comments",
  },
  {
    name: "print-config",
    value: "FILE",
    group: "Settings",
    commands: ["lint"],
    help: "print the resolved settings for FILE, and where each comes from",
  },
  {
    name: "stdio",
    group: "Connection",
    commands: ["lsp"],
    help: "use standard input and output (the default)",
  },
  {
    name: "socket",
    value: "PORT",
    completes: "nothing",
    group: "Connection",
    commands: ["lsp"],
    help: "connect to a client listening on this local port",
  },
  {
    name: "pipe",
    value: "NAME",
    group: "Connection",
    commands: ["lsp"],
    help: "connect to a client listening on this named pipe or socket",
  },
  {
    name: "node-ipc",
    group: "Connection",
    commands: ["lsp"],
    help: "use the IPC channel of a client that is a Node process",
  },
  {
    name: "clientProcessId",
    value: "PID",
    completes: "nothing",
    group: "Connection",
    commands: ["lsp"],
    help: "exit when this process exits",
  },
  { name: "help", short: "h", group: "Other", commands: "all", help: "print this help" },
  {
    name: "version",
    short: "V",
    group: "Other",
    commands: "all",
    help: "print the version, the commit and the newest Kong release in the data (also with `--format json`)",
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
