import { type Span, span } from "../../../grammar/text/span.ts";
import type { Certainty, SourceFormat } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";
import { variableName } from "../shared/kong-variable.ts";
import { plainSource } from "../shared/plain-source.ts";
import { linesOf } from "../shared/text-lines.ts";
import { wholeLineComment } from "../shared/whole-line-comment.ts";
import { cursorInShell } from "./cursor-shell.ts";
import { linkShell } from "./link-shell.ts";
import { parseShell } from "./parse-shell.ts";
import type { ShellSource } from "./shell-source.ts";
import { commandAt, writeShell } from "./write-shell.ts";

const ID = defineFormat("shell");
const NAMED = /\.(?:sh|bash|zsh|ksh|command|bats)$|(?:^|\/)(?:docker-)?entrypoint$/i;
const SHEBANG = /^\ufeff?#![ \t]*\S*\/(?:env[ \t]+(?:-\S+[ \t]+)*)?(?:ba|z|k|da|a)?sh\b/;
const COMMAND =
  /^[ \t]*(?:[$>] )?(?:sudo[ \t]+)?(?:(?:docker|podman|nerdctl)[ \t]+(?:container[ \t]+)?(?:run|create)\b|export[ \t]+KONG_\w+=|kong[ \t]+(?:start|restart|reload|prepare|migrations)\b|KONG_\w+=\S*[ \t]+(?:\\$|KONG_|kong[ \t]))/m;

/** Shell scripts, and shell commands inside other texts. */
export const shell: SourceFormat<ShellSource> = {
  id: ID,
  title: "a shell script",
  languages: ["shellscript"],
  owns: false,
  detect: detectShell,
  mayConfigureKong: (text) => /kong/i.test(text),
  parse: (document) => ({ ...plainSource(shell, document), syntax: parseShell(document.text) }),
  link: linkShell,
  write: (edit, unit, context) =>
    writeShell(edit, unit, (id) => {
      const source = context.source(id);
      return source?.format.id === ID ? (source as ShellSource) : undefined;
    }),
  spell: variableName,
  lineComment: "#",
  commentAt: ({ syntax: { comments }, document: { text } }, offset) =>
    wholeLineComment(text, comments, offset),
  cursor: cursorInShell,
  statementAt,
};

function detectShell(path: string, sample: string): Certainty | undefined {
  if (NAMED.test(path) || SHEBANG.test(sample)) return "named";
  return COMMAND.test(sample) ? "content" : undefined;
}

/** The whole command with all its lines, for no comment can stand between them. */
function statementAt(source: ShellSource, offset: number): Span {
  const { text } = source.document;
  return linesOf(text, commandAt(source, offset)?.span ?? span(offset, offset));
}
