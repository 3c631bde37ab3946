/** Characters that stand for themselves outside quotes. */
const PLAIN = /^[A-Za-z0-9_./:@%+,=;?*^~!|&()[\]{}<>#-]+$/;

/**
 * A value as `ENV name=` writes it: bare where that is enough and the value was bare, else in double quotes, in which the quote,
 * the escape character and `$` are escaped.
 * @param before the value as it is written now, for its style
 * @returns undefined where no syntax can hold it: an instruction is one line
 */
export function quoteEnvValue(value: string, escapeSign: string, before = ""): string | undefined {
  if (/[\n\r]/.test(value)) return undefined;
  const quoted = /^["'].*["']$/s.test(before);
  if (!quoted && PLAIN.test(value)) return value;
  if (!quoted && value === "" && before === "") return "";
  return `"${[...value].map((each) => (each === '"' || each === "$" || each === escapeSign ? escapeSign + each : each)).join("")}"`;
}
