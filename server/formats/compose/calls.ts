import type { SourceFormat } from "../../model/format.ts";
import { callsOfSeveral, mayCallTools, wordsOfCalls } from "../shared/tool-calls.ts";

/** A call with what follows it on its line. */
const CALL = /\bdocker(?:-|[ \t]+)compose\b([^\n;&|]*)/g;
const VARIABLE = /(?:^|[\s"'])COMPOSE_FILE[ \t]*[:?]?=[ \t]*["']?([^\s"';&|#]+)/gm;
/** Which Compose files one call reads: `docker compose -f a.yaml -f b.yaml`, `COMPOSE_FILE=a.yaml:b.yaml`. */
export const composeCalls: NonNullable<SourceFormat["calls"]> = {
  // `.env` has variables of Compose.
  mayCall: (name) => mayCallTools(name) || isVariables(name),
  callsIn: (name, text) => {
    if (!/compose/i.test(text)) return [];
    const variables = [...text.matchAll(VARIABLE)].map(([, value = ""]) => value.split(":"));
    // Of a file of variables nothing is run.
    const commands = isVariables(name) ? [] : wordsOfCalls(text, CALL).map(filesOf);
    return callsOfSeveral([...variables, ...commands]).map((files) => ({ files }));
  },
};

function isVariables(name: string): boolean {
  return name.toLowerCase() === ".env";
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
