import type { LinkContext, Linked } from "../../model/format.ts";
import type { UnitId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import type { CommandContext } from "./link-shell.ts";
import type { ShellSyntax } from "./syntax.ts";

/** A shell script, or a fence of shell commands, as its own syntax has it. */
export interface ShellSource extends Source {
  readonly syntax: ShellSyntax;
  readonly readers: readonly CommandReader[];
}

/** Reads the commands of a tool that only some scripts call. */
export interface CommandReader {
  /** The name of its program. */
  readonly program: string;
  /** The processes that a command starts, and what goes wrong on the way. */
  read(
    source: ShellSource,
    link: LinkContext,
    command: CommandContext,
    freeId: (address: string) => UnitId,
  ): Linked;
}
