/** Longer patterns and values are not tried: matching costs the product of both. */
const MOST = 2000;

/**
 * What `${V#p}`, `${V##p}`, `${V%p}` and `${V%%p}` leave of a value.
 * @param side `#` cuts from the start, `%` from the end
 * @param greedy whether the longest match is cut
 * @returns undefined where the pattern is too long to be tried
 */
export function trimPattern(
  value: string,
  pattern: string,
  side: "#" | "%",
  greedy: boolean,
): string | undefined {
  const matches = matcherOf(pattern);
  if (matches === undefined || value.length > MOST) return undefined;
  const lengths = Array.from({ length: value.length + 1 }, (_, index) => index);
  if (greedy) lengths.reverse();
  for (const length of lengths) {
    const part = side === "#" ? value.slice(0, length) : value.slice(value.length - length);
    if (matches(part)) return side === "#" ? value.slice(length) : value.slice(0, value.length - length);
  }
  return value;
}

/** What `${V/p/r}` makes of a value, with `all` what `${V//p/r}` makes; undefined where the pattern is too long. */
export function replacePattern(
  value: string,
  pattern: string,
  replacement: string,
  all: boolean,
): string | undefined {
  if (pattern === "") return value;
  const matches = matcherOf(pattern);
  if (matches === undefined || value.length > MOST / 10) return undefined;
  let result = "";
  let replaced = false;
  for (let at = 0; at < value.length; ) {
    const length = replaced && !all ? 0 : longestMatch(value, at, matches);
    if (length > 0) {
      result += replacement;
      at += length;
      replaced = true;
    } else {
      result += value[at] ?? "";
      at++;
    }
  }
  return result;
}

function longestMatch(value: string, at: number, matches: (part: string) => boolean): number {
  for (let length = value.length - at; length > 0; length--)
    if (matches(value.slice(at, at + length))) return length;
  return 0;
}

/** A test of whole texts for a pattern with `*`, `?` and `[…]`, without backtracking over more than one `*`. */
function matcherOf(pattern: string): ((text: string) => boolean) | undefined {
  if (pattern.length > MOST / 10) return undefined;
  const tokens = tokensOf(pattern);
  return (text) => {
    let token = 0;
    let at = 0;
    let star = -1;
    let starAt = 0;
    while (at < text.length) {
      const test = tokens[token];
      if (test === "*") {
        star = token++;
        starAt = at;
      } else if (typeof test === "function" && test(text[at] ?? "")) {
        token++;
        at++;
      } else if (star >= 0) {
        token = star + 1;
        at = ++starAt;
      } else return false;
    }
    while (tokens[token] === "*") token++;
    return token === tokens.length;
  };
}

function tokensOf(pattern: string): readonly ("*" | ((character: string) => boolean))[] {
  const tokens: ("*" | ((character: string) => boolean))[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? "";
    const close = character === "[" ? pattern.indexOf("]", at + 2) : -1;
    if (character === "*") tokens.push("*");
    else if (character === "?") tokens.push(() => true);
    else if (close > 0) {
      tokens.push(classOf(pattern.slice(at + 1, close)));
      at = close;
    } else {
      const literal = character === "\\" && at + 1 < pattern.length ? (pattern[++at] ?? "") : character;
      tokens.push((other) => other === literal);
    }
  }
  return tokens;
}

function classOf(body: string): (character: string) => boolean {
  const negated = body.startsWith("!") || body.startsWith("^");
  const set = negated ? body.slice(1) : body;
  return (character) => {
    let inside = false;
    for (let at = 0; at < set.length; at++) {
      const low = set[at] ?? "";
      const high = set[at + 1] === "-" && at + 2 < set.length ? (set[at + 2] ?? low) : low;
      if (high !== low) at += 2;
      inside ||= low <= character && character <= high;
    }
    return inside !== negated;
  };
}
