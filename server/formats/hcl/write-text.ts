import { wordTable } from "../../../grammar/text/word-table.ts";

const NAMED: Readonly<Record<string, string>> = wordTable({
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
});

/** A text as a quoted text of HCL, in which nothing is filled in. */
export function quoteHcl(text: string): string {
  const escaped = text
    .replace(/["\\\n\r\t]/g, (character) => NAMED[character] ?? character)
    .replace(/([$%]*)([$%])\{/g, (_, before: string, sign: string) => `${coded(before)}${sign}${sign}{`);
  return `"${escaped}"`;
}

/** Signs right before `${` would be read together with it, so their codes are written. */
function coded(signs: string): string {
  return signs.replaceAll("$", "\\u0024").replaceAll("%", "\\u0025");
}
