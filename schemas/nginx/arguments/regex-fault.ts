/** What PCRE refuses in a regular expression for certain. */
export type RegexFault =
  | "open-parenthesis"
  | "closing-parenthesis"
  | "open-bracket"
  | "nothing-to-repeat"
  | "backslash";

/**
 * The first fault of a regular expression that every version of PCRE refuses. It knows the structure alone: groups, classes,
 * and repetitions of nothing.
 */
export function regexFault(text: string): RegexFault | undefined {
  let depth = 0;
  let repeatable = false;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === "\\") {
      if (at + 1 >= text.length) return "backslash";
      // Quoted text may hold anything.
      if (text.charAt(at + 1) === "Q") return undefined;
      at += 2;
      repeatable = true;
      continue;
    }
    if (character === "[") {
      const end = classEnd(text, at);
      if (end === undefined) return "open-bracket";
      at = end;
      repeatable = true;
      continue;
    }
    if (character === "(") {
      // Comments, conditions and verbs have rules of their own.
      if (/^\((?:\?#|\?\(|\*)/.test(text.slice(at))) return undefined;
      depth++;
      at += groupStart(text.slice(at));
      repeatable = false;
      continue;
    }
    if (character === ")") {
      if (depth === 0) return "closing-parenthesis";
      depth--;
      repeatable = true;
    } else if (character === "|") repeatable = false;
    else if (character === "*" || character === "+" || character === "?") {
      if (!repeatable) return "nothing-to-repeat";
      // `+` and `?` after a repetition make it possessive or lazy.
      at += /^[*+?][+?]/.test(text.slice(at)) ? 1 : 0;
      repeatable = false;
    } else repeatable = true;
    at++;
  }
  return depth > 0 ? "open-parenthesis" : undefined;
}

/** The length of `(`, `(?:`, `(?<name>` and the like. */
function groupStart(text: string): number {
  return /^\(\?(?:P?<(?![=!])[^>]*>|'[^']*'|<[=!]|[=!:>|]|[a-zA-Z-]*:?)/.exec(text)?.[0].length ?? 1;
}

/** Where a class ends; undefined where it does not. */
function classEnd(text: string, start: number): number | undefined {
  let at = start + 1;
  if (text.charAt(at) === "^") at++;
  if (text.charAt(at) === "]") at++;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === "]") return at + 1;
    const named = /^\[:\^?[a-z]+:\]/.exec(text.slice(at));
    at += character === "\\" ? 2 : (named?.[0].length ?? 1);
  }
  return undefined;
}
