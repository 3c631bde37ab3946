import { plainText } from "./command-words.ts";
import type { CommandContext } from "./link-shell.ts";

/** Options before the subcommand that take the next word. */
const GLOBAL_WITH_VALUE: ReadonlySet<string> = new Set([
  "--context",
  "--host",
  "--config",
  "--log-level",
  "-H",
  "-c",
  "-l",
  "--connection",
  "--url",
  "--namespace",
]);

/** The subcommand of `docker`, and the index of the word after it; undefined where it runs no container. */
export function subcommandEnd(context: CommandContext, text: string): number | undefined {
  const { words } = context.command;
  let index = context.invocation.index + 1;
  for (let word = plainText(words[index], text); word?.startsWith("-"); word = plainText(words[index], text))
    index += GLOBAL_WITH_VALUE.has(word) ? 2 : 1;
  if (plainText(words[index], text) === "container") index++;
  const verb = plainText(words[index], text);
  return verb === "run" || verb === "create" ? index + 1 : undefined;
}
