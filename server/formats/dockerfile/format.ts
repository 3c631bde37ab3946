import { type Span, span } from "../../../grammar/text/span.ts";
import type { SourceFormat } from "../../model/format.ts";
import { variableName } from "../shared/kong-variable.ts";
import { plainSource } from "../shared/plain-source.ts";
import { linesOf } from "../shared/text-lines.ts";
import { wholeLineComment } from "../shared/whole-line-comment.ts";
import { cursorInDockerfile } from "./cursor-dockerfile.ts";
import { DOCKERFILE, detectDockerfile, mayBuildKong } from "./detect.ts";
import type { DockerfileSource } from "./dockerfile-source.ts";
import { linkDockerfile } from "./link-dockerfile.ts";
import { parseDockerfile } from "./parse-dockerfile.ts";
import { instructionAt, wordsOf, writeDockerfile } from "./write-dockerfile.ts";

/** Dockerfiles: variables of the image by `ENV`. */
export const dockerfile: SourceFormat<DockerfileSource> = {
  id: DOCKERFILE,
  title: "a Dockerfile",
  languages: ["dockerfile"],
  owns: false,
  detect: detectDockerfile,
  mayConfigureKong: mayBuildKong,
  parse: (document) => ({ ...plainSource(dockerfile, document), syntax: parseDockerfile(document.text) }),
  link: linkDockerfile,
  write: (edit, unit, context) =>
    writeDockerfile(edit, unit, (id) => {
      const source = context.source(id);
      return source?.format.id === DOCKERFILE ? (source as DockerfileSource) : undefined;
    }),
  spell: variableName,
  blanksEndValues: true,
  lineComment: "#",
  commentAt: ({ syntax: { comments }, document: { text } }, offset) =>
    wholeLineComment(text, comments, offset),
  cursor: cursorInDockerfile,
  statementAt,
};

/** Of `ENV`, the lines of one variable; else the instruction; between instructions, the line. */
function statementAt(source: DockerfileSource, offset: number): Span {
  const { text } = source.document;
  const instruction = instructionAt(source, offset);
  if (instruction === undefined) return linesOf(text, span(offset, offset));
  if (instruction.keyword !== "ENV") return instruction.lines;
  const words = wordsOf(instruction, source.syntax.escapeSign);
  const word = words.find((each) => {
    const lines = linesOf(text, each);
    return lines.start <= offset && offset <= lines.end;
  });
  return word === undefined ? instruction.lines : linesOf(text, word);
}
