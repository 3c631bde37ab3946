import { type Span, span } from "../../../grammar/text/span.ts";
import { variableOfProperty } from "../entrypoint/kong-variables.ts";
import type { Detection, SourceFormat } from "../format.ts";
import { formatId } from "../format-id.ts";
import { suppressionComment } from "../suppression-comment.ts";
import { linesOf, nextLineAt } from "../text-lines.ts";
import { cursorInShell } from "./cursor-shell.ts";
import { linkShell } from "./link-shell.ts";
import { parseShell } from "./parse-shell.ts";
import type { ShellSource } from "./shell-source.ts";
import { commandAt, writeShell } from "./write-shell.ts";

const ID = formatId("shell");
const NAMED = /\.(?:sh|bash|zsh|ksh|command|bats)$|(?:^|\/)(?:docker-)?entrypoint$/i;
const SHEBANG = /^\ufeff?#![ \t]*\S*\/(?:env[ \t]+(?:-\S+[ \t]+)*)?(?:ba|z|k|da|a)?sh\b/;
const COMMAND =
  /^[ \t]*(?:[$>] )?(?:sudo[ \t]+)?(?:(?:docker|podman|nerdctl)[ \t]+(?:container[ \t]+)?(?:run|create)\b|export[ \t]+KONG_\w+=|kong[ \t]+(?:start|restart|reload|prepare|migrations)\b|KONG_\w+=\S*[ \t]+(?:\\$|KONG_|kong[ \t]))/m;

/** Shell scripts, and shell commands inside other texts. */
export const format: SourceFormat<ShellSource> = {
  id: ID,
  name: "a shell script",
  languages: ["shellscript"],
  owns: false,
  detect: detectShell,
  mayConfigureKong: (text) => /kong/i.test(text),
  parse(id, text) {
    const syntax = parseShell(text.text);
    return { id, text, format: ID, comments: syntax.comments, embedded: [], syntax };
  },
  link: linkShell,
  write: (edit, unit, sources) =>
    writeShell(edit, unit, (id) => {
      const source = sources(id);
      return source?.format === ID ? (source as ShellSource) : undefined;
    }),
  spell: variableOfProperty,
  suppression(source, at, rules, reach) {
    const { text } = source.text;
    return suppressionComment(
      {
        text,
        comments: source.comments,
        covers: statementAt(source, at.start),
        reach,
        top: text.startsWith("#!") ? nextLineAt(text, 0) : 0,
      },
      rules,
    );
  },
  cursor: cursorInShell,
  statementAt,
};

function detectShell(path: string, sample: string): Detection | undefined {
  if (NAMED.test(path) || SHEBANG.test(sample)) return "named";
  return COMMAND.test(sample) ? "content" : undefined;
}

/** The whole command with all its lines, for no comment can stand between them. */
function statementAt(source: ShellSource, offset: number): Span {
  const { text } = source.text;
  return linesOf(text, commandAt(source, offset)?.span ?? span(offset, offset));
}
