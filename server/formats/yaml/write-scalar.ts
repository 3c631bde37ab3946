import { wordTable } from "../../../grammar/text/word-table.ts";
import { resolvePlain } from "./resolve-plain.ts";
import type { ScalarStyle } from "./tree.ts";

/** What a plain scalar may not begin with. */
const BAD_START = /^(?:[-?:](?:[ \t]|$)|[,[\]{}#&*!|>'"%@`]|---|\.\.\.|<<$|=$)/;
/** What ends a plain scalar, or turns it into something else, wherever it stands. */
const BAD_INSIDE = /: |:$|[ \t]#|[\n\r\t]|^[ \t]|[ \t]$|[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]/;
const FLOW_SIGNS = /[,[\]{}]/;

/** Where a scalar is written. */
export interface ScalarPlace {
  /** The quotes of the scalar that it replaces, or of its neighbors. */
  readonly style: ScalarStyle;
  /** Between `[` `]` or `{` `}`, or as JSON. */
  readonly flow: boolean;
}

/** The style of what replaces a scalar. A block of lines is for long texts; what replaces it is written like a text without quotes. */
export function replacementStyle(style: ScalarStyle): ScalarStyle {
  return style === "literal" || style === "folded" ? "plain" : style;
}

/** Whether every reader takes the text for text, and for this text, when it stands without quotes. */
function isPlainText(text: string, flow: boolean): boolean {
  if (BAD_START.test(text) || BAD_INSIDE.test(text) || (flow && FLOW_SIGNS.test(text))) return false;
  return (["go-yaml-3", "go-yaml-2", "pyyaml"] as const).every(
    (reader) => resolvePlain(text, reader).type === "text",
  );
}

/** A text as a scalar that every reader takes for this text: in the style of the place where that can hold it. */
export function writeScalar(text: string, { style, flow }: ScalarPlace): string {
  if (style === "double") return doubleQuoted(text);
  if (style !== "single" && isPlainText(text, flow)) return text;
  return canBeSingle(text) && style === "single" ? singleQuoted(text) : doubleQuoted(text);
}

function canBeSingle(text: string): boolean {
  return !/[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]/.test(text);
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const NAMED: Readonly<Record<string, string>> = wordTable({
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
});

function doubleQuoted(text: string): string {
  const escaped = text.replace(/["\\]|[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]/g, (character) => {
    const code = character.charCodeAt(0);
    // Halves of a pair come one by one; together they are written as they are.
    if (code >= 0xd800 && code <= 0xdfff) return character;
    return NAMED[character] ?? `\\u${code.toString(16).padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}
