import type { Certainty } from "../../model/format.ts";

/** Names, in lower case, under which variables are kept. */
const ENV_NAME = /^(?:\.env(?:\..+)?|.+\.env(?:\.(?:example|sample|dist|local))?|env\.[\w-]+|kong\.env.*)$/;
/** Those of them that are for Kong, whatever they hold. */
const KONG_ENV_NAME = /^(?:.*[._-])?kong\.env(?:\..+)?$/;
const KONG_VARIABLE = /^[ \t]*(?:export[ \t]+)?KONG_[A-Z0-9_]+[ \t]*[=:]/m;
/** A variable that is passed on, or that somebody is about to write. */
const KONG_NAME_ALONE = /^[ \t]*(?:export[ \t]+)?KONG_[A-Z0-9_]*\s*$/im;

/** Whether a text is an environment file: by its name, where it has variables of Kong; a script is none. */
export function detectEnvFile(path: string, sample: string): Certainty | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (sample.startsWith("#!")) return undefined;
  if (!ENV_NAME.test(name))
    return /^[ \t]*KONG_[A-Z0-9_]+=/m.test(sample) && isAllAssignments(sample) ? "possible" : undefined;
  if (KONG_VARIABLE.test(sample) || KONG_NAME_ALONE.test(sample) || KONG_ENV_NAME.test(name)) return "named";
  return undefined;
}

/** Whether each line is a comment or `NAME=value`, so that a file of any name is plainly one of variables. */
function isAllAssignments(sample: string): boolean {
  return sample
    .split(/\r?\n/)
    .every((line) => /^[ \t]*(?:#.*)?$/.test(line) || /^[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*=/.test(line));
}
