/** The parts of a value that something else fills in; what is left beside them is written in clear text. */
const FILLED_IN =
  /\$\{[^}]*\}|\$\(.*\)|`.*`|\$\w+|\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)|<%.*?(?:%>|$)|%\w+%|@\w+@|__\w+__/gs;

/** What a variable is where nothing is put into it: `${PASSWORD:-hunter2}`. */
const DEFAULT = /\$\{\w+:?[-=]([^${}]*)\}/g;

/** What stands in clear text of a value that something else may fill in, such as `hunter2` of `hunter2${SUFFIX}`; signs alone are nothing. */
export function inClear(value: string): string {
  const rest = value.replace(DEFAULT, "$1").replace(FILLED_IN, "");
  return /[\p{L}\p{N}]/u.test(rest) ? rest : "";
}

const COMMENT = /(?:^|[ \t])#(?:[ \t]|$)/;

/** A value without the comment behind it, as people write one: `hunter2  # the old one`. */
export function withoutComment(value: string): string {
  if (!value.includes("#")) return value;
  const at = value.search(COMMENT);
  return at === -1 ? value : value.slice(0, at).trimEnd();
}
