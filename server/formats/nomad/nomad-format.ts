import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Cursor, SourceFormat } from "../../model/format.ts";
import { cursorInHcl } from "../hcl/cursor-hcl.ts";
import { variableName } from "../shared/kong-variable.ts";
import { statementLines } from "../shared/statement-span.ts";
import { lineEndAt, lineStartAt } from "../shared/text-lines.ts";
import { wholeLineComment } from "../shared/whole-line-comment.ts";
import { detectNomad, mayScheduleKong, NOMAD } from "./detect.ts";
import { linkNomad } from "./link.ts";
import { type NomadSource, parseNomad } from "./nomad-source.ts";
import { envOf, mapsIn, tasksIn } from "./tasks.ts";
import { writeNomad } from "./write.ts";

/** Jobs of Nomad whose tasks run Kong. */
export const nomadFormat: SourceFormat<NomadSource> = {
  id: NOMAD,
  title: "a Nomad job",
  languages: ["hcl", "nomad"],
  owns: false,
  detect: detectNomad,
  mayConfigureKong: mayScheduleKong,
  lineComment: "#",
  parse: (document) => parseNomad(nomadFormat, document),
  link: linkNomad,
  write: writeNomad,
  spell: variableName,
  cursor: cursorInNomad,
  commentAt: ({ hcl: { comments }, document: { text } }, offset) => wholeLineComment(text, comments, offset),
  statementAt: (source, offset) => {
    const { text } = source.document;
    const tasks = tasksIn(source);
    const entry = tasks
      .flatMap((task) => envOf(task))
      .find(({ span }) => span.start <= offset && offset <= span.end);
    if (entry !== undefined) return statementLines(text, entry.span);
    // On the first line of a task it is the task.
    const task = tasks.find(
      ({ block }) => block.span.start <= offset && offset <= lineEndAt(text, block.span.start),
    );
    return task === undefined
      ? { start: lineStartAt(text, offset), end: lineEndAt(text, offset) }
      : statementLines(text, task.block.span);
  },
};

function cursorInNomad(source: NomadSource, units: readonly LinkedUnit[], offset: number): Cursor {
  const { document, hcl } = source;
  const places = {
    path: document.path,
    text: document.text,
    comments: hcl.comments,
    maps: tasksIn(source).flatMap(mapsIn),
  };
  return cursorInHcl(places, units, offset);
}
