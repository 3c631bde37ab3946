import type { Certainty } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";

/** The format of shell scripts. */
export const SHELL = defineFormat("shell");

const NAMED = /\.(?:sh|bash|zsh|ksh|command|bats)$|(?:^|\/)(?:docker-)?entrypoint$/i;
const SHEBANG = /^\ufeff?#![ \t]*\S*\/(?:env[ \t]+(?:-\S+[ \t]+)*)?(?:ba|z|k|da|a)?sh\b/;
const COMMAND =
  /^[ \t]*(?:[$>] )?(?:sudo[ \t]+)?(?:(?:docker|podman|nerdctl)[ \t]+(?:container[ \t]+)?(?:run|create)\b|export[ \t]+KONG_\w+=|helm[ \t]+(?:\S+[ \t]+)*?(?:install|upgrade|template)[ \t]|kubectl[ \t]+(?:\S+[ \t]+)*?set[ \t]+env[ \t]|kong[ \t]+(?:start|restart|reload|prepare|migrations)\b|KONG_\w+=\S*[ \t]+(?:\\$|KONG_|kong[ \t]))/m;

/** Whether a text is a script of a shell: by its name, its first line, or a command that runs Kong. */
export function detectShell(path: string, sample: string): Certainty | undefined {
  if (NAMED.test(path) || SHEBANG.test(sample)) return "named";
  return COMMAND.test(sample) ? "content" : undefined;
}
