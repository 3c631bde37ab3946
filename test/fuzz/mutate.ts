import type { Random } from "./random.ts";

/** Pieces of text on which readers branch. */
const PIECES = [
  ..." \t\n\r#=:;,.'\"\\/|&<>()[]{}$%*!@~^?-+_`0a\0\u00a0\u200b\u202e\ufeff\u2028\u00fc\u{1f600}\ud800",
  "\r\n",
  "\\\n",
  "  ",
  "---\n",
  "${",
  "${A:-",
  "$(",
  "$$",
  "{{ a }}",
  "{% if a %}\n",
  "{% else %}\n",
  "{% endif %}\n",
  "&a ",
  "*a",
  "<<: *a\n",
  "|\n",
  ">-\n",
  "!reset ",
  "<<EOF\n",
  "EOF\n",
  "```\n",
  "```env\n",
  "# kong-lint-disable\n",
  "# kong-lint-enable\n",
  "# kong-lint: kong=2.8\n",
  "{vault://env/a}",
  "0.0.0.0:8000 ssl",
  "[::1]:8443",
  "off",
  "yes",
  "KONG_PG_PASSWORD=",
  "KONG_",
  "pg_password = ",
  "export ",
  "http://u:p@h/",
  "\u201ca\u201d",
  "-----BEGIN PRIVATE KEY-----\n",
  "\x1b[31m",
  "::error::",
  "__proto__",
  "constructor",
] as const;

const MOST_CHARACTERS = 6000;

/**
 * A text that differs from another one in a few places.
 * @param others texts from which pieces come
 */
export function mutated(text: string, others: readonly string[], random: Random): string {
  let result = text;
  for (let count = 1 + random.below(4); count > 0; count--) result = mutatedOnce(result, others, random);
  return result.slice(0, MOST_CHARACTERS);
}

function mutatedOnce(text: string, others: readonly string[], random: Random): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + random.below(random.below(4) === 0 ? 80 : 4));
  switch (random.below(8)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
    case 2:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at);
    case 3:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(end);
    case 4:
      return onLines(text, random, (lines, from, to) => [
        ...lines.slice(0, to),
        ...lines.slice(from, to),
        ...lines.slice(to),
      ]);
    case 5:
      return onLines(text, random, (lines, from, to) => [...lines.slice(0, from), ...lines.slice(to)]);
    case 6:
      return onLines(text, random, (lines, from, to) => {
        const other = random.pick(others).split(/(?<=\n)/);
        const start = random.below(other.length);
        return [
          ...lines.slice(0, from),
          ...other.slice(start, start + 1 + random.below(4)),
          ...lines.slice(to),
        ];
      });
    default: {
      const piece = random.pick(PIECES);
      return onLines(text, random, (lines, from) => [
        ...lines.slice(0, from),
        (lines[from] ?? "").replace(/[=: ]/, () => piece),
        ...lines.slice(from + 1),
      ]);
    }
  }
}

type Change = (lines: readonly string[], from: number, to: number) => readonly string[];

function onLines(text: string, random: Random, change: Change): string {
  const lines = text.split(/(?<=\n)/);
  const from = random.below(lines.length);
  return change(lines, from, from + 1 + random.below(3)).join("");
}
