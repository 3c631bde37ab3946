import type { Source } from "../../model/source.ts";
import type { ShellSyntax } from "./syntax.ts";

/** A shell script, or a fence of shell commands, as its own syntax has it. */
export interface ShellSource extends Source {
  readonly syntax: ShellSyntax;
}
