/**
 * What a tag of a template does to the blocks round it. `choice`: one of its branches is written, or none. `case`: the
 * same, and it begins with no branch. `loop` and `wrapper`: what they hold is written.
 */
export type BlockTag =
  | { readonly role: "open"; readonly kind: "choice" | "case" | "loop" | "wrapper"; readonly word: string }
  /** `isLast`: it is for whatever no branch before it has taken. */
  | { readonly role: "else"; readonly isLast: boolean }
  /** `word` is that of the block; undefined in a language with one `end` for all. */
  | { readonly role: "close"; readonly word: string | undefined };

type BlockKind = Extract<BlockTag, { role: "open" }>["kind"];

const KINDS: ReadonlyMap<string, BlockKind> = new Map<string, BlockKind>([
  ["if", "choice"],
  ["unless", "choice"],
  ["case", "case"],
  ["switch", "case"],
  ["for", "loop"],
  ["each", "loop"],
  ["list", "loop"],
  ["range", "loop"],
  ["while", "loop"],
  ["until", "loop"],
  ["with", "wrapper"],
  ["define", "wrapper"],
  ["block", "wrapper"],
]);

const JINJA = /^\{%[-+~]?\s*(end)?([a-z]+)\b/;
const TERRAFORM = /^%\{~?\s*(end)?(if|for|else)\b/;
const FREEMARKER = /^<(\/)?#([a-z]+)/i;
/** An opening has an argument: `{{ range }}` is a variable of another language. */
const GO = /^\{\{[-~]?\s*(?:(if|with|range|define|block)\s+[^\s|}=]|(else|end)\b\s*([^\s}~-])?)/;
const MUSTACHE = /^\{\{\{?[-~]?\s*([#^/])\s*([\w.-]*)/;
const ERB = /^<%[-~]?(?![=#%])\s*([\s\S]*?)\s*-?%>$/;

/** What a tag does to blocks; undefined for one that is about something else. */
export function blockTag(tag: string): BlockTag | undefined {
  if (tag.startsWith("{%")) return namedTag(JINJA.exec(tag));
  if (tag.startsWith("%{")) return namedTag(TERRAFORM.exec(tag));
  if (tag.startsWith("<%")) return erbTag(ERB.exec(tag)?.[1] ?? "");
  if (tag.startsWith("{{")) return mustacheTag(MUSTACHE.exec(tag)) ?? goTag(GO.exec(tag));
  return freemarkerTag(FREEMARKER.exec(tag));
}

/** Blocks that end by their name. What only names or changes its text, as `macro` does, is none here. */
function namedTag(match: RegExpExecArray | null): BlockTag | undefined {
  const [, end, word = ""] = match ?? [];
  const kind = KINDS.get(word);
  const isBlock = kind !== undefined && kind !== "wrapper";
  if (end !== undefined) return isBlock ? { role: "close", word } : undefined;
  return isBlock ? { role: "open", kind, word } : elseTag(word);
}

function elseTag(word: string): BlockTag | undefined {
  if (word === "else") return { role: "else", isLast: true };
  return /^(?:el(?:se?)?if|when)$/.test(word) ? { role: "else", isLast: false } : undefined;
}

function freemarkerTag(match: RegExpExecArray | null): BlockTag | undefined {
  const word = match?.[2]?.toLowerCase();
  if (word === "case") return { role: "else", isLast: false };
  return word === "default" ? { role: "else", isLast: true } : namedTag(match);
}

function goTag(match: RegExpExecArray | null): BlockTag | undefined {
  const [, word, ending, condition] = match ?? [];
  if (word !== undefined) return { role: "open", kind: KINDS.get(word) ?? "wrapper", word };
  if (ending === "else") return { role: "else", isLast: condition === undefined };
  return ending === "end" && condition === undefined ? { role: "close", word: undefined } : undefined;
}

/** Handlebars and Mustache: a section of any name is one that may be left out. */
function mustacheTag(match: RegExpExecArray | null): BlockTag | undefined {
  const [, sign, word = ""] = match ?? [];
  if (sign === undefined) return undefined;
  if (sign === "/") return { role: "close", word };
  if (word === "") return { role: "else", isLast: true };
  return { role: "open", kind: sign === "#" ? (KINDS.get(word) ?? "choice") : "choice", word };
}

/** Ruby with its `end`, and languages with braces: `if (tls) {`, `} else {`, `}`. */
function erbTag(code: string): BlockTag | undefined {
  if (code.startsWith("}")) {
    if (!code.endsWith("{")) return { role: "close", word: undefined };
    return { role: "else", isLast: !/\bif\b/.test(code) };
  }
  const word = /^[a-z]+/.exec(code)?.[0] ?? "";
  if (word === "end") return { role: "close", word: undefined };
  const branch = elseTag(word);
  if (branch !== undefined) return branch;
  const kind = KINDS.get(word);
  if (kind !== undefined && kind !== "wrapper") {
    // A statement that ends where it begins: `if a; b; end`.
    return /\bend$/.test(code) ? undefined : { role: "open", kind, word };
  }
  return /(?:\bdo|\{|\bbegin)(?:\s*\|[^|]*\|)?$/.test(code)
    ? { role: "open", kind: "loop", word }
    : undefined;
}
