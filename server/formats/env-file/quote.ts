import { wordTable } from "../../../grammar/text/word-table.ts";
import type { EnvFileReader } from "./readers.ts";

/** How the value that is replaced is written. */
export interface EnvQuoting {
  readonly quote: '"' | "'" | undefined;
  /** The line begins with `export`, which only shells and Compose read. */
  readonly exported: boolean;
  readonly reader: EnvFileReader | undefined;
}

/** Characters that every reader but a shell takes as they are without quotes. */
const PLAIN = /^(?:[\w./:@%+,=~^*?!()[\]{}<>|&;-]+(?: +[\w./:@%+,=~^*?!()[\]{}<>|&;-]+)*)?$/;
/** Those that a shell takes as they are, too. */
const SHELL_PLAIN = /^[\w./:@%+,=-]*$/;

/**
 * A value as an environment file writes it for its reader; undefined where the reader has no way to read it. Quotes that are there stay.
 * Where the reader is unknown, plain values stay bare, since Docker and kubectl take quotes for a part of the value.
 */
export function quoteEnvValue(value: string, style: EnvQuoting): string | undefined {
  switch (style.reader) {
    case "docker-run":
    case "ecs":
    case "kubectl":
      return /[\r\n]/.test(value) ? undefined : value;
    case "systemd":
      return quoted(value, style, PLAIN, /["\\$`]/g, false);
    case "shell":
    case "bash":
    case "dash":
      return value.includes("'") || style.quote === '"'
        ? quoted(value, { ...style, quote: '"' }, SHELL_PLAIN, /["\\$`]/g, false)
        : quoted(value, style, SHELL_PLAIN, /["\\$`]/g, true);
    case "compose-1":
      // Variables are filled in between quotes of both kinds.
      return value.includes("${") ? undefined : quoted(value, style, PLAIN, /["\\]/g, false);
    case "compose-2":
    case undefined:
      return quoted(value, style, style.exported ? SHELL_PLAIN : PLAIN, /["\\$]/g, true);
  }
}

const LINE_BREAKS: Readonly<Record<string, string>> = wordTable({ "\n": "\\n", "\r": "\\r" });

function quoted(
  value: string,
  { quote, reader }: EnvQuoting,
  plain: RegExp,
  special: RegExp,
  prefersSingle: boolean,
): string | undefined {
  if (quote === undefined && plain.test(value)) return value;
  const hasBreaks = /[\r\n]/.test(value);
  if (prefersSingle && quote !== '"' && !/['\r\n]|\\$/.test(value)) return `'${value}'`;
  if (quote === "'" && !/['\\\r\n]/.test(value)) return `'${value}'`;
  const readsEscapes = reader === undefined || reader === "compose-2" || reader === "compose-1";
  // A line break stands in double quotes as it is, where `\n` is not read as one.
  const escaped = value.replace(special, (character) => `\\${character}`);
  return `"${hasBreaks && readsEscapes ? escaped.replace(/[\r\n]/g, (each) => LINE_BREAKS[each] ?? each) : escaped}"`;
}
