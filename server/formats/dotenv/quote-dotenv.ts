import { wordTable } from "../../../grammar/text/word-table.ts";
import type { DotenvQuote } from "./dotenv-value.ts";

/** Characters that every reader of dotenv files takes as they are when they stand without quotes. */
const PLAIN = /^(?:[\w./:@%+,=~^*?!()[\]{}<>|&;-]+(?: +[\w./:@%+,=~^*?!()[\]{}<>|&;-]+)*)?$/;
/** Those of them that a shell takes as they are, too. */
const SHELL_PLAIN = /^[\w./:@%+,=-]*$/;
const IN_DOUBLE_QUOTES: Readonly<Record<string, string>> = wordTable({ "\n": "\\n", "\r": "\\r" });

/** How the value that is replaced is written, and who reads the file. */
export interface DotenvStyle {
  readonly quote: DotenvQuote | undefined;
  /** The line begins with `export`: a shell reads it. */
  readonly shell: boolean;
  /** The value holds variables that are to be filled in, which single quotes would prevent. */
  readonly expands?: boolean;
}

/**
 * A value as a dotenv file writes it. The quotes that are there stay. Without any, plain values stay bare, blanks
 * between words included, because Docker's own reader long took quotes for part of the value; what a comment sign, a
 * quote, a dollar or a shell would spoil is put into single quotes, or double ones where single ones cannot hold it.
 */
export function quoteDotenv(value: string, { quote, shell, expands = false }: DotenvStyle): string {
  const bare = expands ? value.replaceAll("$", "") : value;
  if (quote === undefined && (shell ? SHELL_PLAIN : PLAIN).test(bare)) return value;
  if (quote !== '"' && !expands && !/['\r\n]|\\$/.test(value)) return `'${value}'`;
  const special = expands ? /["\\\r\n]/g : /["\\$\r\n]/g;
  return `"${value.replace(special, (character) => IN_DOUBLE_QUOTES[character] ?? `\\${character}`)}"`;
}
