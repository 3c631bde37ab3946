import type { Severity } from "../findings/finding.ts";

/**
 * The looks of the pretty report, from the colours that every terminal lets its owner choose, and of them those that can
 * be read on black and on white. Yellow is left out, which is lost on white, and blue, which is lost on black; warnings
 * are magenta, as those of compilers. Cyan and green are never bold: many terminals then take a kind too bright for
 * white. Words in prose stand out by weight alone.
 */
export type Look = "strong" | "faint" | "code" | "path" | "added" | "removed" | Severity;

/** The parameters of the escape sequence (SGR) of each look. */
export const CODES: Readonly<Record<Look, string>> = {
  strong: "1",
  faint: "2",
  code: "1",
  path: "1;4",
  added: "32",
  removed: "31",
  error: "1;31",
  warning: "1;35",
  info: "36",
  hint: "36",
};

/** The source of an expression for the escape sequences that a style writes: a look, its end, and both ends of a link. */
export const ESCAPE_SEQUENCE = `\\u001b\\[(?:0|${[...new Set(Object.values(CODES))].join("|")})m|\\u001b\\]8;;[!-~]*\\u001b\\\\`;

/** What the reader of a text understands. */
export interface Colors {
  /** Escape sequences for colour. */
  readonly color: boolean;
  /** Escape sequences for links. */
  readonly hyperlinks: boolean;
}

/** Puts text into colour, or leaves it alone. */
export interface Style {
  paint(look: Look, text: string): string;
  /** Words in backquotes stand out. */
  prose(text: string): string;
  /** The same for the lines of one text: what is in backquotes may go on in the next. */
  proseLines(lines: readonly string[]): readonly string[];
  link(text: string, address: string): string;
}

/** The style of a terminal that knows escape sequences, or of a file that does not. */
export function styleFor(color: boolean, hyperlinks: boolean): Style {
  const paint = (look: Look, text: string) =>
    color && text !== "" ? `\u001b[${CODES[look]}m${text}\u001b[0m` : text;
  const prose = (text: string) => (color ? text.replace(/`[^`\n]+`/g, (code) => paint("code", code)) : text);
  return {
    paint,
    prose,
    proseLines: (lines) => {
      let isOpen = false;
      return lines.map((line) => {
        const pieces = line.split("`");
        if (!isOpen && pieces.length % 2 === 1) return prose(line);
        const painted = pieces.map((piece, index) => {
          const isCode = (index % 2 === 1) !== isOpen;
          const begins = isCode && index > 0 ? "`" : "";
          const ends = isCode && index < pieces.length - 1 ? "`" : "";
          return isCode ? paint("code", `${begins}${piece}${ends}`) : piece;
        });
        isOpen = isOpen !== (pieces.length % 2 === 0);
        return painted.join("");
      });
    },
    link: (text, address) => (hyperlinks ? `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\` : text),
  };
}
