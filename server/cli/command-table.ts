import type { RunCommand } from "./command.ts";
import type { CommandName } from "./option-table.ts";

/** One command. Its code is loaded when it runs. */
export interface CommandDefinition {
  /** How its operands are written: `RULE|PROPERTY`. */
  readonly operands: string;
  /** Begins with a capital and ends without a full stop. */
  readonly summary: string;
  /** A paragraph for `--help` and the manual page. */
  readonly description: string;
  readonly completes: "path" | "rule" | "shell" | "command" | "nothing";
  load(): Promise<{ readonly run: RunCommand }>;
}

/**
 * Every command. A new one is a file in `commands/` that exports `run`, an entry here, its name in `CommandName`, and its
 * options in the option table.
 */
export const commandTable: Readonly<Record<CommandName, CommandDefinition>> = {
  lint: {
    operands: "[PATH …]",
    summary: "Check configuration files (the default command)",
    description:
      "Files, folders and globs. Folders are searched recursively for Kong configuration; `-` reads standard input. Default: the current folder. Exit code: 0 clean, 1 findings at or above --fail-on, 2 usage or settings error, 3 internal error.",
    completes: "path",
    load: () => import("./commands/lint.ts"),
  },
  explain: {
    operands: "RULE|PROPERTY",
    summary: "Explain a rule, or a property of kong.conf",
    description:
      "A rule: its page. A property: what it does, its type, defaults by release, allowed values, the releases that have it, and the rules that check it.",
    completes: "rule",
    load: () => import("./commands/explain.ts"),
  },
  rules: {
    operands: "[TEXT]",
    summary: "List the rules, or only those that match TEXT",
    description: "Shows the severity and the summary of each rule.",
    completes: "rule",
    load: () => import("./commands/rules.ts"),
  },
  effective: {
    operands: "FILE",
    summary: "Print the effective configuration",
    description:
      "Prints every value that FILE changes, as Kong reads it and where it comes from, then what Kong ignores or rejects. Secrets are masked.",
    completes: "path",
    load: () => import("./commands/effective.ts"),
  },
  environment: {
    operands: "FILE",
    summary: "Print the variables that each Kong process gets",
    description:
      "For each process that FILE describes: the variables that reach it, their layer and place, and what was lost on the way. Secrets are masked unless you add --show-secrets.",
    completes: "path",
    load: () => import("./commands/environment.ts"),
  },
  diff: {
    operands: "A B | --since REF [PATH …]",
    summary: "Show what Kong does differently with another configuration",
    description:
      "Compares what Kong reads of two files in any formats: other values, listeners lost or gained, settings that Kong ignores or refuses, and what a change of the release brings with it. The same setting in another notation is equal. One side may be the saved answer of a node's `GET /` (Admin API). Secrets are masked. Exit code: 0 nothing changes for Kong, 1 differences, 2 usage or settings error, 3 internal error.",
    completes: "path",
    load: () => import("./commands/diff.ts"),
  },
  upgrade: {
    operands: "FILE",
    summary: "Show what upgrading Kong means for a file",
    description:
      "Lists what is rejected, ignored, newly required, read differently, or left to a default that changes between --from and --to, most severe first. Without --from: the release that FILE is for, if it says so. `--format markdown` prints a checklist, `--write` applies the safe edits.",
    completes: "path",
    load: () => import("./commands/upgrade.ts"),
  },
  matrix: {
    operands: "FILE",
    summary: "Show what every release of Kong does with a file",
    description:
      "For each release of FILE's edition: whether it starts, which settings it rejects, ignores or reads differently from the release that FILE is for, and how long it is supported; then the first release that breaks FILE and the last safe one. Defaults that change are in `kong-lint upgrade`.",
    completes: "path",
    load: () => import("./commands/matrix.ts"),
  },
  convert: {
    operands: "FILE",
    summary: "Convert the settings of a Kong process to another format",
    description:
      "Writes what a Kong process gets from FILE in the format that --to names, so that the process gets the same. The result is read again before it is printed; what cannot be converted is left out, and named on standard error. Secrets become references unless you add `--secrets keep`. Exit code: 0 all settings are converted, 1 some are left out, 2 usage or settings error, 3 internal error.",
    completes: "path",
    load: () => import("./commands/convert.ts"),
  },
  review: {
    operands: "",
    summary: "Comment on a pull or merge request",
    description:
      "Comments on the lines that the request touches or breaks, with suggestions and a summary. A later run edits and resolves its own comments. No code of the request is run. Exit code: 0 if everything was posted, 2 if something could not be posted (details are printed).",
    completes: "nothing",
    load: () => import("./commands/review.ts"),
  },
  why: {
    operands: "[FILE]",
    summary: "Explain the messages of an error log, and find the lines that cause them",
    description:
      "Reads a log of nginx, Kong, PostgreSQL, Docker Compose or Kubernetes: FILE, or standard input without FILE or for `-`. You can also give a message itself, in quotes. For each message about configuration: what it means, which line of the configuration below the current folder causes it, and the pages that explain it. Secrets are masked. Exit code: 0 no such message, 1 messages, 2 usage or settings error, 3 internal error.",
    completes: "path",
    load: () => import("./commands/why.ts"),
  },
  init: {
    operands: "[FOLDER]",
    summary: "Create a settings file with comments",
    description:
      "Creates .kong-lint.json in FOLDER (default: the current folder). Every setting in it is explained and commented out. An existing settings file is never changed.",
    completes: "path",
    load: () => import("./commands/init.ts"),
  },
  lsp: {
    operands: "",
    summary: "Start the language server (LSP)",
    description:
      "Diagnostics, completion, hovers, code actions and more, for an editor that starts the program. It exits when the client exits.",
    completes: "nothing",
    load: () => import("./commands/lsp.ts"),
  },
  schema: {
    operands: "",
    summary: "Print a JSON Schema of the settings of a release",
    description:
      "For editors and validators of YAML: `--format helm-env` is for values of Kong's Helm charts, `compose` for Compose files, `conf` for an object of properties.",
    completes: "nothing",
    load: () => import("./commands/schema.ts"),
  },
  completion: {
    operands: "bash|zsh|fish",
    summary: "Print a completion script for a shell",
    description:
      "bash: source <(kong-lint completion bash). zsh: kong-lint completion zsh > a file `_kong-lint` in a folder of $fpath. fish: kong-lint completion fish | source.",
    completes: "shell",
    load: () => import("./commands/completion.ts"),
  },
  help: {
    operands: "[COMMAND]",
    summary: "Print the help of a command",
    description: "The same as `kong-lint COMMAND --help`.",
    completes: "command",
    load: () => import("./commands/help.ts"),
  },
};

/** In the order of the help. */
export const commandNames: readonly CommandName[] = Object.keys(commandTable) as CommandName[];

/** The command of that name. */
export function commandNamed(name: string): CommandName | undefined {
  return Object.hasOwn(commandTable, name) ? (name as CommandName) : undefined;
}
