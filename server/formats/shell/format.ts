import { type Span, span } from "../../../grammar/text/span.ts";
import type { SourceFormat } from "../../model/format.ts";
import { MENTIONS_KONG, variableName } from "../shared/kong-variable.ts";
import { plainSource } from "../shared/plain-source.ts";
import { linesOf } from "../shared/text-lines.ts";
import { wholeLineComment } from "../shared/whole-line-comment.ts";
import { cursorInShell } from "./cursor-shell.ts";
import { detectShell, SHELL } from "./detect.ts";
import { linkShell } from "./link-shell.ts";
import { parseShell } from "./parse-shell.ts";
import type { CommandReader, ShellSource } from "./shell-source.ts";
import { commandAt, writeShell } from "./write-shell.ts";

/**
 * Shell scripts, and shell commands inside other texts.
 * @param readers of tools that only some texts call
 */
export function shellFormat(readers: readonly CommandReader[]): SourceFormat<ShellSource> {
  const format: SourceFormat<ShellSource> = {
    id: SHELL,
    title: "a shell script",
    languages: ["shellscript"],
    owns: false,
    detect: detectShell,
    mayConfigureKong: (text) => MENTIONS_KONG.test(text),
    parse: (document) => ({
      ...plainSource(format, document),
      syntax: parseShell(document.text),
      readers,
    }),
    link: linkShell,
    write: (edit, unit, context) => writeShell(edit, unit, context.source),
    spell: variableName,
    blanksEndValues: true,
    lineComment: "#",
    commentAt: ({ syntax: { comments }, document: { text } }, offset) =>
      wholeLineComment(text, comments, offset),
    cursor: cursorInShell,
    statementAt,
  };
  return format;
}

/** Scripts with the commands that any script may have. */
export const shell = shellFormat([]);

/** The whole command with all its lines, for no comment can stand between them. */
function statementAt(source: ShellSource, offset: number): Span {
  const { text } = source.document;
  return linesOf(text, commandAt(source, offset)?.span ?? span(offset, offset));
}
