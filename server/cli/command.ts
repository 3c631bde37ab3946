import type { ExitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import type { OptionName } from "./option-table.ts";

/** The words of a command line after parsing; what they name is not looked at yet. */
export interface Arguments {
  /** Words that belong to no option, the command's own name left out. */
  readonly operands: readonly string[];
  has(option: OptionName): boolean;
  /** The value of an option that is given once; undefined where it is not given. */
  value(option: OptionName): string | undefined;
  /** All values of an option, in the order given. */
  values(option: OptionName): readonly string[];
}

/**
 * What a file of `server/cli/commands` exports as `run`. User errors are thrown as `UserError`; whatever else is thrown
 * counts as a failure of the program.
 */
export type RunCommand = (argv: Arguments, io: Io) => Promise<ExitCode>;
