import { editDistance } from "../grammar/text/edit-distance.ts";
import { memoizeText } from "../grammar/text/memoize.ts";
import { sensitiveProperties } from "./generated/sensitive-properties.ts";

/** Words of a name that holds a secret whatever program it belongs to. */
const SECRET_WORDS: ReadonlySet<string> = new Set(
  "password passwd pass pwd pw passphrase passcode secret secrets token credential credentials creds apikey license".split(
    " ",
  ),
);
/** Words that make such a name at its end; before another word they are one of its kind: `jwt_role`, `auth_header`. */
const SECRET_ENDS: ReadonlySet<string> = new Set("auth pat psk jwt dsn hmac salt".split(" "));
/** Words before `auth` that tell how somebody is let in, as `portal_auth = basic-auth` does. */
const WAYS_IN: ReadonlySet<string> = new Set(
  "gui admin portal app iam gcp azure aws oauth oauth2 rbac ldap oidc saml smtp client mutual".split(" "),
);
/** What nginx passes requests on by: `proxy_pass`. */
const PROTOCOLS: ReadonlySet<string> = new Set("proxy grpc fastcgi uwsgi scgi memcached js".split(" "));
/** Words that make such a name with `key` behind them. */
const SECRET_KEYS: ReadonlySet<string> = new Set(
  (
    "api access private secret encrypt encryption decrypt decryption crypto sign signing signature jwt hmac aes master root " +
    "shared auth session cookie account storage"
  ).split(" "),
);
/** Last words of names that have one of those and hold no secret. */
const HARMLESS_ENDS: ReadonlySet<string> = new Set(
  (
    "path file length ttl header type complexity url endpoint method expiration rotation exp attempts name user username " +
    "expire expires expiry minutes seconds hours days timeout size host port algorithm alg format prefix mode"
  ).split(" "),
);
/** Ends of words that are written in one with what the secret is for: `PGPASSWORD`, `accesstoken`. */
const SECRET_TAIL = /(?:password|passwd|passphrase|secret|token|apikey|credentials?)$/;
/** Long enough that nothing else is a slip of the keyboard away. */
const UNMISTAKABLE = ["password", "passwd", "secret", "credential"];

/** `nginx_location_proxy_pass` passes on, and no password. */
const PASSING_ON = /^(nginx_\w*(?:proxy|grpc|fastcgi|uwsgi|scgi|memcached))_pass(?=_|$)/;

/** Whether a name says that it holds a secret, in whatever program: `redis_password`, `X-Api-Key`. */
export function looksLikeSecretName(name: string): boolean {
  const words = wordsOf(name);
  return !endsHarmless(words) && words.some(isSecretWord);
}

/** Whether a name that nobody knows sounds like a secret but for a letter: `smtp_pasword`. */
export function nearlyLooksLikeSecretName(name: string): boolean {
  const words = wordsOf(name);
  return (
    !endsHarmless(words) && words.some((word) => UNMISTAKABLE.some((each) => editDistance(word, each) <= 1))
  );
}

/** Whether a name is that of a secret of Kong's, or sounds like one, as it stands or but for a letter. */
export const namesSecret: (name: string) => boolean = memoizeText((name) => {
  const property = name
    .toLowerCase()
    .replace(/\W/g, "_")
    .replace(/^kong_/, "");
  return sensitiveProperties.has(property) || looksLikeSecretName(name) || nearlyLooksLikeSecretName(name);
}, 2000);

/** The words of a name in any writing: `redis_password`, `redisPassword`, `X-Redis-Password`, `redis.password`. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(PASSING_ON, "$1")
    .split(/[^a-z0-9]+/);
}

function endsHarmless(words: readonly string[]): boolean {
  return words.length > 1 && HARMLESS_ENDS.has(words.at(-1) ?? "");
}

function isSecretWord(word: string, index: number, words: readonly string[]): boolean {
  if (word === "pass" && PROTOCOLS.has(words[index - 1] ?? "")) return false;
  if (SECRET_WORDS.has(word) || SECRET_TAIL.test(word)) return true;
  if (index === words.length - 1 && SECRET_ENDS.has(word))
    return word !== "auth" || !WAYS_IN.has(words[index - 1] ?? "");
  return SECRET_KEYS.has(word) && words[index + 1] === "key";
}
