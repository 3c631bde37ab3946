import { isNoSecret } from "../../grammar/values/is-no-secret.ts";

/** What stands where something fills in the value of a name; no text of a configuration holds it. */
const FILLED = "\0";
const PATH_OF_NAMES = String.raw`[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*`;
/** With no argument, or with an empty one: `default('')`. */
const FILTER = String.raw`[A-Za-z_]\w*(?:\((?:''|"")?\))?`;

/**
 * All that is known to hold nothing but a name: `${NAME}`, `$NAME`, `{{ name }}` with filters that add nothing, `<%= name %>`,
 * `%NAME%`, `@NAME@`, `__NAME__`. A name without braces is in capitals: `$ecret1` is a password.
 */
const NAME_ALONE = new RegExp(
  [
    String.raw`\$\{${PATH_OF_NAMES}\}`,
    String.raw`\$[A-Z_][A-Z0-9_]*(?![\w$\0])`,
    String.raw`\{{2,3}[-~]?[ \t]*[.$]{0,2}${PATH_OF_NAMES}(?:[ \t]*\|[ \t]*${FILTER})*[ \t]*[-~]?\}{2,3}`,
    String.raw`<%[-=]{0,2}[ \t]*@{0,2}${PATH_OF_NAMES}[ \t]*-?%>`,
    "%[A-Z_][A-Z0-9_]+%",
    "@[A-Z][A-Z0-9_]+@",
    "__[A-Z][A-Z0-9_]*[A-Z0-9]__",
  ].join("|"),
  "g",
);
/** A variable with the text that counts where nothing is put into it. */
const WITH_DEFAULT = /\$\{[A-Za-z_]\w*:?[-=]([^${}]*)\}/g;
/** Of variables in the default of a variable; who nests deeper gets a mask. */
const MOST_DEPTH = 5;

/** Kong's reference to a vault, and nothing beside it. */
const REFERENCE = /^\{vault:\/\/[^{}\s]*\}$/i;
/** Signs that part one filled-in name from the next. */
const JOINED = /^[\0 \t\r\n,.:/@+_-]*$/;
/** Keys and certificates are written as paths or as the text itself; a path is no secret. */
const PATH_PROPERTY = /(?:_key|_cert|_certificate|_crt|_pem|_file|_path)$/i;
const PATH = /^\.{0,2}\/[^\s{}()<>$`"']*$/;
const QUOTED = /^(["'])(.*)\1$/s;

/**
 * Whether a value of a property that holds a secret may be shown. Only what is known to be harmless may: nothing, a switch, a
 * reference to a vault, names that something fills in, a path where the property takes one. What nobody knows, such as the
 * expression of a template or a command, may hold the secret itself.
 * @param holder the name by whose rules the value is judged
 */
export function isHarmless(holder: string, value: string): boolean {
  const text = value.trim();
  const rest = unfilled(QUOTED.exec(text)?.[2] ?? text);
  if (isReference(rest) || (isNoSecret(rest) && !rest.startsWith("{"))) return true;
  if (rest.includes(FILLED) && JOINED.test(rest)) return true;
  return PATH_PROPERTY.test(holder) && isPath(rest.replaceAll(FILLED, ""));
}

/** Whether a value is the path of a file. */
export function isPath(value: string): boolean {
  return PATH.test(value);
}

/** Whether a value is a reference to a vault and nothing else: it names the place of a secret, and is none. */
export function isReference(value: string): boolean {
  return REFERENCE.test(value);
}

/** nginx fills in its variables itself, and they are in lower case. */
const VARIABLE = /\$\w+|\{vault:\/\/[^{}\s]*\}/gi;

/**
 * Whether some of a text stands there in clear, such as `hunter2` of `hunter2${SUFFIX}`, and not only names that something fills in
 * and signs. For a part of a value that is no secret as a whole.
 */
export function isInClear(part: string): boolean {
  return /[\p{L}\p{N}]/u.test(unfilled(unfilled(part).replace(VARIABLE, FILLED)));
}

/** A value with a mark for each filled-in name, and with the default for each variable that has one. */
function unfilled(value: string): string {
  let rest = value;
  for (let depth = 0; depth < MOST_DEPTH; depth++) {
    const before = rest;
    rest = rest.replace(NAME_ALONE, FILLED).replace(WITH_DEFAULT, "$1");
    if (rest === before) break;
  }
  return rest;
}
