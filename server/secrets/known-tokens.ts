import { once } from "../../grammar/text/memoize.ts";
import type { SourceText, TextFact } from "../../grammar/text/source-text.ts";
import { type Span, span } from "../../grammar/text/span.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";

/**
 * Secrets that show by their own form what they are, whatever name they stand under. A pattern has a group for the secret where
 * more than that is needed to know it; each matches in time linear in the text.
 */
const PATTERNS: readonly string[] = [
  // Kong Konnect: personal and system access tokens.
  "[ks]pat_[A-Za-z0-9_]{16,}",
  // GitHub, GitLab, npm, PyPI, Docker Hub.
  "gh[oprsu]_[A-Za-z0-9]{16,}",
  "github_pat_\\w{16,}",
  "gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas)-[\\w.-]{16,}",
  "npm_[A-Za-z0-9]{16,}",
  "pypi-[\\w-]{16,}",
  "dckr_[a-z]{3,4}_[\\w-]{16,}",
  // Slack, Discord, Microsoft Teams: tokens, and addresses that let everybody write.
  "xox[a-z](?:-\\d)?-[\\w-]{10,}",
  "xapp-[\\w-]{10,}",
  "hooks\\.slack\\.com/(?:services|workflows|triggers)/([\\w/-]+)",
  "discord(?:app)?\\.com/api/webhooks/([\\w/-]+)",
  "webhook\\.office\\.com/webhookb2/([\\w@/-]+)",
  // Stripe, SendGrid, Mailgun, DigitalOcean, HashiCorp Vault.
  "[rs]k_(?:live|test)_[A-Za-z0-9]{10,}",
  "whsec_[A-Za-z0-9+/=]{16,}",
  "SG\\.[\\w-]{10,}\\.[\\w-]{10,}",
  "key-[0-9a-f]{32}\\b",
  "do[opr]_v1_[0-9a-f]{16,}",
  "hv[bsr]\\.[\\w-]{16,}",
  // Amazon: the number of a key, and the key that follows it.
  "A(?:KIA|SIA)[A-Z0-9]{12,}(?:[^\\w\\n]{1,8}(?:\\w{0,30}[\"'=: ]{1,6})?[A-Za-z0-9/+]{30,})?",
  // Azure: signatures and keys in addresses and connection strings.
  "[?&;]sig=([^&\\s\"'#;]{8,})",
  "(?:AccountKey|SharedAccessKey|SharedSecretValue)=([^;\\s\"']{8,})",
  // Google: keys and access tokens.
  "AIza[\\w-]{20,}",
  "ya29\\.[\\w-]{16,}",
  "GOCSPX-[\\w-]{16,}",
  // A signed JSON Web Token.
  "eyJ[\\w-]{4,}\\.eyJ[\\w-]{4,}\\.[\\w-]{8,}",
  // Hashes of passwords, which can be guessed away from the server; Compose doubles their signs.
  "\\${1,2}(?:apr1|2[abxy]|argon2id?|[156y])\\${1,2}[\\w./=,+$-]{12,}",
  // What a request is authorized with; a variable or a placeholder is none.
  "[Aa]uthorization[\"']?[:= ]{1,3}[\"']?(?:Basic|Bearer|Token)\\s+([^\\s\"'\\\\${<][^\\s\"'\\\\]{5,})",
  "(?:[Xx]-[Aa]pi-[Kk]ey|[Kk]ong-[Aa]dmin-[Tt]oken|apikey)[\"']?[:=] ?[\"']?([^\\s\"'\\\\&${<][^\\s\"'\\\\&]{5,})",
  "curl[^\\n]{0,200}?\\s(?:-u|--user)[ =]?[\"']?[\\w.@-]{1,80}:([^\\s\"'\\\\${<][^\\s\"'\\\\]{2,})",
];

const any = once(() => new RegExp(PATTERNS.map((pattern) => `(?:${pattern})`).join("|"), "g"));

/** The tokens and keys in a text that are known by their form; in order. */
export function knownTokens(text: string): readonly Span[] {
  return matchesIn(text, 0).map(({ token }) => token);
}

/** The tokens and keys of a source, as {@link knownTokens} finds them. After an edit only the lines around it are looked at again. */
export function tokensOf(source: SourceText): readonly Span[] {
  return source.fact(matchesFact).map(({ token }) => token);
}

/** Where a pattern holds, and the secret in it. */
interface Match {
  readonly whole: Span;
  readonly token: Span;
}

const matchesFact: TextFact<readonly Match[]> = {
  compute: ({ text }) => matchesIn(text, 0),
  update: (old, edit, before, after) =>
    updatedMatches(old, edit, before.text, after.text) ?? matchesIn(after.text, 0),
};

function matchesIn(text: string, offset: number): readonly Match[] {
  return [...text.matchAll(any())].map((found) => {
    const [whole, ...groups] = found;
    const part = groups.find((group) => group !== undefined) ?? whole;
    const start = offset + found.index;
    const tokenStart = start + whole.lastIndexOf(part);
    return {
      whole: span(start, start + whole.length),
      token: span(tokenStart, tokenStart + part.length),
    };
  });
}

/** A match reaches from its line to the next that is not blank at most. */
function updatedMatches(
  old: readonly Match[],
  { span: edited, newText }: TextEdit,
  before: string,
  after: string,
): readonly Match[] | undefined {
  const delta = newText.length - (edited.end - edited.start);
  const start = lineBefore(before, edited.start);
  const boundary = lineAfter(before, edited.end);
  const head = old.filter(({ whole }) => whole.start < start);
  const from = Math.max(start, head.at(-1)?.whole.end ?? 0);
  const stop = lineAfter(before, boundary) + delta;
  const between = matchesIn(after.slice(from, stop), from).filter(
    ({ whole }) => whole.start < boundary + delta,
  );
  if ((between.at(-1)?.whole.end ?? 0) > boundary + delta) return undefined;
  const tail = old.filter(({ whole }) => whole.start >= boundary);
  return [...head, ...between, ...tail.map((match) => moved(match, delta))];
}

function moved({ whole, token }: Match, by: number): Match {
  return {
    whole: span(whole.start + by, whole.end + by),
    token: span(token.start + by, token.end + by),
  };
}

/** Where the last line begins that is not blank and comes before the line of an offset. */
function lineBefore(text: string, offset: number): number {
  let start = text.lastIndexOf("\n", offset - 1) + 1;
  for (let end = start; start > 0; end = start) {
    start = end < 2 ? 0 : text.lastIndexOf("\n", end - 2) + 1;
    if (text.slice(start, end).trim() !== "") break;
  }
  return start;
}

/** Where the first line ends that is not blank and comes after the line of an offset; the offset after its line break. */
function lineAfter(text: string, offset: number): number {
  let end = endOfLine(text, offset);
  for (let start = end; end < text.length; start = end) {
    end = endOfLine(text, start);
    if (text.slice(start, end).trim() !== "") break;
  }
  return end;
}

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at < 0 ? text.length : at + 1;
}
