import { wordTable } from "../../../grammar/text/word-table.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { type SecretLiteral, secretLiterals } from "../support/secrets.ts";

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

/** Secrets that can be guessed. */
export default defineRule({
  summary: "A secret is short, well known, or the name of its user",
  severity: "warning",
  check({ unit, reading, catalog, report }) {
    for (const assignment of unit.assignments) {
      for (const secret of secretLiterals(assignment, catalog)) {
        const user = USER_OF[assignment.property];
        // Nobody makes up a license.
        if (secret.holder === "license_data") continue;
        const reason = weakness(secret, user, user && reading.value(user));
        if (reason === undefined) continue;
        report({
          at: secret.span,
          property: assignment.property,
          message: `${holderOf(assignment, secret)} ${reason}, so it is easily guessed${isSessionSecret(secret) ? ", and who knows it can forge a session" : ""}. Make up 32 random bytes and keep them out of the file.`,
          fixes: [displayOnlyFix("Use 32 random bytes, for example from `openssl rand -hex 32`")],
        });
      }
    }
  },
});

function weakness(secret: SecretLiteral, user: string | undefined, name: unknown): string | undefined {
  if (secret.isKey) return undefined;
  if (user !== undefined && name === secret.text) return `is the same text as \`${user}\``;
  if (WELL_KNOWN.test(secret.text)) return "is a value that samples and documentation use";
  return secret.text.length < SHORTEST ? `is shorter than ${SHORTEST} characters` : undefined;
}

function holderOf({ property }: Assignment, { holder }: SecretLiteral): string {
  return holder === property ? `\`${property}\`` : `\`${holder}\` in \`${property}\``;
}

function isSessionSecret({ holder }: SecretLiteral): boolean {
  return holder === "secret" || holder === "session_secret";
}
