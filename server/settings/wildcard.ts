/** A part of a wildcard pattern: one character of a kind, or any number of any. */
type Token =
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "any-one" }
  | { readonly kind: "any-number" }
  | {
      readonly kind: "set";
      readonly negated: boolean;
      readonly ranges: readonly (readonly [string, string])[];
    }
  | { readonly kind: "nothing" };

/** A wildcard pattern, ready to be matched against any number of names. Letters match in both cases. */
export type Wildcard = readonly Token[];

/**
 * Reads a pattern in which `*` stands for any number of characters and `?` for one.
 * @param pattern of names, where nothing else is special; or of one part of a path as in .gitignore, where `[a-z]`, `[!a]`
 * and `\` are as well
 */
export function readWildcard(pattern: string, kind: "name" | "path-part"): Wildcard {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; ) {
    const character = pattern[at] ?? "";
    at++;
    if (character === "*") {
      if (tokens.at(-1)?.kind !== "any-number") tokens.push({ kind: "any-number" });
    } else if (character === "?") tokens.push({ kind: "any-one" });
    else if (kind === "path-part" && character === "[") {
      const set = readSet(pattern, at);
      tokens.push(set?.token ?? { kind: "nothing" });
      at = set?.end ?? pattern.length;
    } else if (kind === "path-part" && character === "\\") {
      tokens.push(at < pattern.length ? literal(pattern[at] ?? "") : { kind: "nothing" });
      at++;
    } else tokens.push(literal(character));
  }
  return tokens;
}

function literal(character: string): Token {
  return { kind: "character", character: character.toLowerCase() };
}

/** Reads `a-z]` or `!a-z]`; undefined where the `]` is missing. A `]` that comes first is a character of the set. */
function readSet(
  pattern: string,
  start: number,
): { readonly token: Token; readonly end: number } | undefined {
  const negated = pattern[start] === "!" || pattern[start] === "^";
  const first = negated ? start + 1 : start;
  const ranges: (readonly [string, string])[] = [];
  for (let at = first; at < pattern.length; ) {
    if (pattern[at] === "]" && at > first) return { token: { kind: "set", negated, ranges }, end: at + 1 };
    const [low, afterLow] = setCharacter(pattern, at);
    const isRange =
      pattern[afterLow] === "-" && afterLow + 1 < pattern.length && pattern[afterLow + 1] !== "]";
    const [high, after] = isRange ? setCharacter(pattern, afterLow + 1) : [low, afterLow];
    ranges.push([low, high]);
    at = after;
  }
  return undefined;
}

function setCharacter(pattern: string, at: number): readonly [character: string, after: number] {
  return pattern[at] === "\\" ? [pattern[at + 1] ?? "", at + 2] : [pattern[at] ?? "", at + 1];
}

/** Whether a pattern matches a whole name. See {@link matchesParts} for the time this takes. */
export function matchesWildcard(wildcard: Wildcard, name: string): boolean {
  return matchesParts(
    wildcard,
    name.length,
    (token) => token.kind === "any-number",
    (token, at) => matchesCharacter(token, name[at] ?? ""),
  );
}

function matchesCharacter(token: Token, character: string): boolean {
  switch (token.kind) {
    case "character":
      return token.character === character.toLowerCase();
    case "any-one":
      return true;
    case "set": {
      const forms = [character, character.toLowerCase(), character.toUpperCase()];
      const isIn = token.ranges.some(([low, high]) => forms.some((form) => low <= form && form <= high));
      return isIn !== token.negated;
    }
    case "any-number":
    case "nothing":
      return false;
  }
}

/**
 * Whether a row of parts, some of which stand for any number of items, matches a row of items to its end. What follows a
 * part of that kind is looked for from the left, and once the next such part is reached, nothing before it is tried again:
 * the time is at most the product of both lengths, whatever the pattern. A regular expression may need a power of it.
 */
export function matchesParts<Part>(
  parts: readonly Part[],
  length: number,
  isAnyNumber: (part: Part) => boolean,
  matches: (part: Part, at: number) => boolean,
): boolean {
  let part = 0;
  let at = 0;
  /** Where the last part that stands for any number was met, and how far it reaches so far. */
  let last: { readonly part: number; readonly at: number } | undefined;
  while (at < length) {
    const current = parts[part];
    if (current !== undefined && isAnyNumber(current)) {
      last = { part, at };
      part++;
    } else if (current !== undefined && matches(current, at)) {
      part++;
      at++;
    } else if (last !== undefined) {
      last = { part: last.part, at: last.at + 1 };
      part = last.part + 1;
      at = last.at;
    } else return false;
  }
  return parts.slice(part).every(isAnyNumber);
}
