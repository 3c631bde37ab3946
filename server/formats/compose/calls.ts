import type { SourceFormat } from "../../model/format.ts";
import { splitCommand } from "../shared/split-command.ts";

/** Scripts, and files of programs that run commands. `.env` has variables of Compose. */
const CALLER =
  /^(?:(?:gnu)?makefile(?:\..*)?|.*\.(?:mk|sh|bash|zsh)|justfile|taskfile\.ya?ml|package\.json|procfile|\.env)$/i;
/** A call with what follows it on its line. */
const CALL = /\bdocker(?:-|[ \t]+)compose\b([^\n;&|]*)/g;
const VARIABLE = /(?:^|[\s"'])COMPOSE_FILE[ \t]*[:?]?=[ \t]*["']?([^\s"';&|#]+)/gm;
/** Something that a shell or make fills in. */
const FILLED_IN = /[$`*?{}()<>]/;

/** Which Compose files one call reads: `docker compose -f a.yaml -f b.yaml`, `COMPOSE_FILE=a.yaml:b.yaml`. */
export const composeCalls: NonNullable<SourceFormat["calls"]> = {
  mayCall: (name) => CALLER.test(name),
  callsIn: (name, text) => {
    if (!/compose/i.test(text)) return [];
    const variables = [...text.matchAll(VARIABLE)].map(([, value = ""]) => value.split(":"));
    // Of a file of variables nothing is run.
    const commands = name.toLowerCase() === ".env" ? [] : commandsIn(text);
    return [...variables, ...commands].filter(
      (files) => files.length > 1 && files.every((file) => file !== "" && !FILLED_IN.test(file)),
    );
  },
};

function commandsIn(text: string): readonly (readonly string[])[] {
  const joined = text.replace(/\\\r?\n/g, " ").replace(/^[ \t]*#.*$/gm, "");
  return [...joined.matchAll(CALL)].map(([, rest = ""]) => filesOf(splitCommand(rest)));
}

/** The files of a call, up to its subcommand: `logs -f` has another meaning. */
function filesOf(words: readonly string[]): readonly string[] {
  const files: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    const [, equal] = /^(?:--file|-f)=(.*)$/.exec(word) ?? [];
    if (equal !== undefined) files.push(equal);
    else if (word === "-f" || word === "--file") files.push(words[++index] ?? "");
    else if (WITH_VALUE.has(word)) index++;
    else if (!word.startsWith("-")) break;
  }
  return files;
}

const WITH_VALUE: ReadonlySet<string> = new Set([
  "-p",
  "--project-name",
  "--project-directory",
  "--env-file",
  "--profile",
  "--parallel",
  "--ansi",
  "--progress",
  "-H",
  "--host",
  "-c",
  "--context",
  "--log-level",
]);
