/** How a run ended. It depends on what was found and on nothing else, least of all on the format of the report. */
export const ExitCode = {
  /** Nothing at or above the threshold. */
  clean: 0,
  /** Findings at or above `--fail-on`, or more warnings than `--max-warnings`. */
  findings: 1,
  /** A flag, a path or a settings file is wrong. */
  usage: 2,
  /** kong-lint itself failed. */
  internal: 3,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
