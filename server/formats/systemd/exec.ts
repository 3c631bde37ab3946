import type { SystemdSource } from "./systemd-source.ts";
import { splitWords } from "./words.ts";

/** What a unit starts. */
export interface Started {
  /** Words of the program, `env NAME=value` taken off. */
  readonly words: readonly string[];
  /** `NAME=value` before the program, as `env` sets them. */
  readonly variables: readonly string[];
  readonly span: { readonly start: number; readonly end: number };
}

/** The program of `ExecStart=`: the last of several, since an empty one takes the others away. */
export function startedBy(sources: readonly SystemdSource[]): Started | undefined {
  let found: Started | undefined;
  for (const { settings } of sources)
    for (const { section, name, value, valueSpan } of settings) {
      if (section !== "Service" || name !== "ExecStart") continue;
      if (value.text === "") {
        found = undefined;
        continue;
      }
      const words = splitWords(value).words.map(({ cooked }) => cooked.text);
      const [program = "", ...rest] = words;
      const bare = program.replace(/^[-@:+!|]+/, "");
      const isEnv = /(?:^|\/)env$/.test(bare);
      const command = isEnv ? rest.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word)) : -1;
      const variables = isEnv ? rest.slice(0, command < 0 ? rest.length : command) : [];
      const own = isEnv ? (command < 0 ? [] : rest.slice(command)) : [bare, ...rest];
      found = { words: own, variables, span: valueSpan };
    }
  return found;
}

/** Whether a unit starts Kong: by its command, or Kong's nginx. */
export function startsKong(started: Started | undefined): boolean {
  if (started === undefined) return false;
  const [program = ""] = started.words;
  if (/(?:^|\/)kong$/.test(program)) return true;
  const text = started.words.join(" ");
  return (
    /(?:^|[\s/])kong (?:start|restart|docker-start|migrations)\b/.test(text) ||
    /\bnginx\b.*\/kong\b/.test(text)
  );
}

/** The kong.conf that `kong start -c` names. */
export function confOf(started: Started | undefined): string | undefined {
  const words = started?.words ?? [];
  const flag = words.findIndex((word) => word === "-c" || word === "--conf");
  return flag > 0 && /(?:^|\/)kong$/.test(words[0] ?? "") ? words[flag + 1] : undefined;
}
