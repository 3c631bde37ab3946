import type { Deployment } from "../../../model/deployment.ts";
import type { Neighbor } from "../../../model/neighbor.ts";

/**
 * What a container does with Kong. `start`: it starts Kong's own nginx configuration; `migrations`: it changes the database and ends;
 * `other`: a script of its own, or something that cannot be told.
 */
export type ProcessKind = "start" | "migrations" | "other";

type Started = Pick<Deployment, "command" | "entrypoint" | "isStartUnknown"> | Neighbor;

/** The entrypoint of Kong's images by its name, which runs the command as it is. */
const OWN_ENTRYPOINT = /^(?:\/|\.\/)?(?:docker-)?entrypoint\.sh$/;
const START = /^(?:\.?\/?\S*\/)?(?:kong )?(?:docker-start|start)(?: |$)/;
const MIGRATIONS = /^(?:\.?\/?\S*\/)?(?:kong )?migrations(?: |$)/;

/** What the command of a container does. */
export function processKind({ command, entrypoint, isStartUnknown }: Started): ProcessKind {
  if (isStartUnknown === true) return "other";
  const words = [...entrypointWords(entrypoint?.value), ...(command?.value ?? [])];
  if (words.length === 0) return entrypoint === undefined ? "start" : "other";
  const line = words.join(" ");
  // A shell may do more than one thing.
  if (MIGRATIONS.test(line)) return "migrations";
  return START.test(line) && !/[;&|]/.test(line) ? "start" : "other";
}

function entrypointWords(words: readonly string[] | undefined): readonly string[] {
  if (words === undefined || (words.length === 1 && OWN_ENTRYPOINT.test(words[0] ?? ""))) return [];
  return words;
}

/** Whether the words of a command mention the migrations of Kong, in whatever script. */
export function mentionsMigrations({ command, entrypoint }: Started): boolean {
  return [...(entrypoint?.value ?? []), ...(command?.value ?? [])].some((word) =>
    /\bmigrations\b/.test(word),
  );
}

/** The value of a flag of a command: of `-p /x`, `--prefix /x` and `--prefix=/x`. */
export function flagOf(words: readonly string[], ...names: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    if (names.includes(word)) return words[index + 1];
    const sign = word.indexOf("=");
    if (sign > 0 && names.includes(word.slice(0, sign))) return word.slice(sign + 1);
  }
  return undefined;
}
