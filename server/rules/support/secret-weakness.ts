import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { SecretLiteral } from "./secrets.ts";

/** Values that documentation, images and samples use, and texts that ask to be replaced. */
const WELL_KNOWN =
  /^(?:kong|password|passw0rd|secret|super-?secret|my-?secret|set-your-string-here|admin|postgres|kong[-_]?(?:pass(?:word)?|secret)|change[-_ ]?(?:me|this|it)(?![a-z]).*|replace[-_ ]?(?:me|this)(?![a-z]).*|(?:your|my)[-_ ].*|<.*>|todo|12345678|qwertyui\w*)$/i;

const SHORTEST = 8;

/** The user whose password a property holds. */
const USER_OF: Readonly<Record<string, string>> = wordTable({
  pg_password: "pg_user",
  pg_ro_password: "pg_ro_user",
  cassandra_password: "cassandra_username",
  smtp_password: "smtp_username",
});

/** Why a secret is easily guessed, as the predicate of a sentence; undefined where it is not. */
export function weaknessOf(
  { property }: Assignment,
  { holder, isKey, text }: SecretLiteral,
  reading: Reading,
): string | undefined {
  // Nobody makes up a license.
  if (isKey || holder === "license_data") return undefined;
  const user = USER_OF[property];
  if (user !== undefined && reading.value(user) === text) return `is the same text as \`${user}\``;
  if (WELL_KNOWN.test(text)) return "is a value that samples and documentation use";
  return text.length < SHORTEST ? `is shorter than ${SHORTEST} characters` : undefined;
}
