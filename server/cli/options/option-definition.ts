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
