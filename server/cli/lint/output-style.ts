import { relativePath } from "../../platform/paths.ts";
import type { Platform } from "../../platform/platform.ts";
import { UserError } from "../../platform/user-error.ts";
import type { ReportContext } from "../../report/reporter.ts";
import type { Arguments } from "../command.ts";
import { version } from "../version.ts";

/** How reports may look: what the flags say, else the environment, else what a terminal can do. */
export function outputStyle(
  argv: Arguments,
  { environment, terminal, workingFolder }: Platform,
): ReportContext {
  if (argv.has("color") && argv.has("no-color")) {
    throw new UserError("--color and --no-color cannot be used together");
  }
  const isDumb = environment.TERM === "dumb";
  return {
    version,
    color:
      argv.has("color") ||
      (!argv.has("no-color") && wantsColor(environment, terminal.interactive && !isDumb)),
    hyperlinks: terminal.interactive && !isDumb && knowsHyperlinks(environment),
    columns: terminal.columns,
    relativePath: (path) => relativePath(workingFolder, path),
  };
}

type Environment = Platform["environment"];

/** FORCE_COLOR asks for colors in child processes of all kinds, NO_COLOR for none: the first is the stronger. */
function wantsColor({ FORCE_COLOR, NO_COLOR }: Environment, isTerminal: boolean): boolean {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  return isTerminal;
}

/** Terminals that show links; the others would show the escape sequence, so they are asked for by name. */
function knowsHyperlinks(environment: Environment): boolean {
  if (environment.FORCE_HYPERLINK !== undefined) return environment.FORCE_HYPERLINK !== "0";
  if (environment.CI !== undefined) return false;
  if (environment.WT_SESSION !== undefined || environment.KITTY_WINDOW_ID !== undefined) return true;
  if (["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"].includes(environment.TERM_PROGRAM ?? ""))
    return true;
  return Number(environment.VTE_VERSION ?? 0) >= 5000;
}
