const RUNS_KONG =
  /(?:^|[\s;&|("'])(?:exec\s+)?(?:\/?(?:[\w.-]+\/)*)kong\s+(?:start|restart|docker-start|migrations|prepare|reload)\b/;

/**
 * Whether the words of a command run Kong: its first word is `kong`, by name or by path, or a shell is told to start it, or the
 * entrypoint of the image is called by its name.
 */
export function isKongCommand(words: readonly string[]): boolean {
  const [first = ""] = words;
  const name = first.slice(first.lastIndexOf("/") + 1);
  if (name === "kong") return words.length > 1;
  return words.some((word) => word.length < 100_000 && RUNS_KONG.test(word));
}
