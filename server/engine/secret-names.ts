import { slips } from "../../schemas/slips.ts";

/** Words of a name that holds a secret whatever program it belongs to. */
const SECRET_WORDS: ReadonlySet<string> = new Set(
  "password passwd pass pwd pw secret secrets token credential credentials apikey license".split(" "),
);
/** Words that make such a name with `key` behind them. */
const SECRET_KEYS: ReadonlySet<string> = new Set(["api", "access", "private", "encrypt"]);
/** Last words of names that have one of those and hold no secret. */
const HARMLESS_ENDS: ReadonlySet<string> = new Set(
  "path file length ttl header type complexity url expiration rotation exp attempts".split(" "),
);
/** Long enough that nothing else is a slip of the keyboard away. */
const UNMISTAKABLE = ["password", "passwd", "secret", "credential"];

/** `nginx_location_proxy_pass` passes on, and no password. */
const PASSING_ON = /^(nginx_\w*(?:proxy|grpc|fastcgi|uwsgi|scgi|memcached))_pass(?=_|$)/;

/** Whether a name says that it holds a secret, in whatever program: `redis_password`, `X-Api-Key`. */
export function soundsSecret(name: string): boolean {
  const words = wordsOf(name);
  return !endsHarmless(words) && words.some(isSecretWord);
}

/** Whether a name that nobody knows sounds like a secret but for a letter: `smtp_pasword`. */
export function nearlySoundsSecret(name: string): boolean {
  const words = wordsOf(name);
  return !endsHarmless(words) && words.some((word) => UNMISTAKABLE.some((each) => slips(word, each) <= 1));
}

function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().replace(PASSING_ON, "$1").split(/[_-]/);
}

function endsHarmless(words: readonly string[]): boolean {
  return words.length > 1 && HARMLESS_ENDS.has(words.at(-1) ?? "");
}

function isSecretWord(word: string, index: number, words: readonly string[]): boolean {
  return SECRET_WORDS.has(word) || (SECRET_KEYS.has(word) && words[index + 1] === "key");
}
