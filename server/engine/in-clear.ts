/** The parts of a value that something else fills in; what is left beside them is written in clear text. */
const FILLED_IN =
  /\$\{[^}]*\}|\$\(.*\)|`.*`|\$\w+|\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)|<%.*?(?:%>|$)|%\w+%|@\w+@|__\w+__/gs;

/** What stands in clear text of a value that something else may fill in, such as `hunter2` of `hunter2${SUFFIX}`; signs alone are nothing. */
export function inClear(value: string): string {
  const rest = value.replace(FILLED_IN, "");
  return /[\p{L}\p{N}]/u.test(rest) ? rest : "";
}
