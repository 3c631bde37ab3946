import { once } from "../../grammar/text/memoize.ts";
import { escapeText, escapeUnits } from "../report/escape-text.ts";
import { HIDDEN, isVisible } from "../report/plain-text.ts";
import { type Colors, ESCAPE_SEQUENCE } from "../report/style.ts";
import type { Io, Output, Permitted, ProcessIo, Sink } from "./io.ts";

/** An escape sequence of a style, in the group, or a character that cannot be seen. */
const sequenceOrHidden = once(() => new RegExp(`(${ESCAPE_SEQUENCE})|${HIDDEN}`, "gu"));

/** The beginning of a command of GitHub Actions, which may have blanks before it. */
const LINE_COMMAND = /^([^\S\n]*):(?=:)/gm;
/** The beginning of a command of Azure Pipelines, TeamCity or, in its older form, GitHub Actions; some stand anywhere in a line. */
const COMMAND = /##(?=\w*\[)/g;

/** The streams of a process for commands, which cannot write past what makes text safe. */
export function safeIo(io: ProcessIo): Io {
  return { ...io, stdout: safeOutput(io.stdout), stderr: safeOutput(io.stderr) };
}

/**
 * The one place where text leaves the program. What a terminal or a runner would obey is escaped, in the form that JSON
 * has for it: a report in JSON means the same afterwards.
 */
export function safeOutput(sink: Sink): Output {
  return {
    write: (text, permitted) => sink.write(safeText(text, permitted)),
    say: (message) => sink.write(safeText(`kong-lint: ${escapeText(message)}\n`)),
    pass: (bytes) => sink.write(bytes),
  };
}

/** A text in which no terminal and no runner finds a command, but those that are permitted. */
export function safeText(text: string, { colors, commands }: Permitted = {}): string {
  const visible = isVisible(text) ? text : visibleText(text, colors);
  const inert = visible.replace(COMMAND, "#\\u0023");
  return commands === true ? inert : inert.replace(LINE_COMMAND, "$1\\u003a");
}

function visibleText(text: string, colors: Colors | undefined): string {
  return text.replace(sequenceOrHidden(), (found, sequence: string | undefined) =>
    sequence !== undefined && isWanted(sequence, colors) ? sequence : escapeUnits(found),
  );
}

function isWanted(sequence: string, colors: Colors | undefined): boolean {
  return (sequence.endsWith("m") ? colors?.color : colors?.hyperlinks) === true;
}
