import { type Span, span } from "../../../grammar/text/span.ts";
import type { Certainty, SourceFormat } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";
import { variableName } from "../shared/kong-variable.ts";
import { plainSource } from "../shared/plain-source.ts";
import { linesOf } from "../shared/text-lines.ts";
import { wholeLineComment } from "../shared/whole-line-comment.ts";
import { cursorInDockerfile } from "./cursor-dockerfile.ts";
import type { DockerfileSource } from "./dockerfile-source.ts";
import { linkDockerfile } from "./link-dockerfile.ts";
import { parseDockerfile } from "./parse-dockerfile.ts";
import { instructionAt, wordsOf, writeDockerfile } from "./write-dockerfile.ts";

const ID = defineFormat("dockerfile");
const NAMED =
  /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:[._-][^/]*|\d*)|[^/]+\.(?:dockerfile|containerfile))$/i;
const IGNORE_FILE = /\.dockerignore$|\.(?:md|txt|ya?ml|json|sh|lua|py)$/i;
const CONTENT = /^(?:\s*(?:#.*)?(?:\r?\n|$)|[ \t]*ARG[ \t].*(?:\r?\n|$))*[ \t]*FROM[ \t]+\S+/i;

/** Dockerfiles: variables of the image by `ENV`. */
export const dockerfile: SourceFormat<DockerfileSource> = {
  id: ID,
  title: "a Dockerfile",
  languages: ["dockerfile"],
  owns: false,
  detect: detectDockerfile,
  mayConfigureKong: (text) => /kong/i.test(text) && /from/i.test(text),
  parse: (document) => ({ ...plainSource(dockerfile, document), syntax: parseDockerfile(document.text) }),
  link: linkDockerfile,
  write: (edit, unit, context) =>
    writeDockerfile(edit, unit, (id) => {
      const source = context.source(id);
      return source?.format.id === ID ? (source as DockerfileSource) : undefined;
    }),
  spell: variableName,
  lineComment: "#",
  commentAt: ({ syntax: { comments }, document: { text } }, offset) =>
    wholeLineComment(text, comments, offset),
  cursor: cursorInDockerfile,
  statementAt,
};

function detectDockerfile(path: string, sample: string): Certainty | undefined {
  if (NAMED.test(path) && !IGNORE_FILE.test(path)) return "named";
  return CONTENT.test(sample.slice(0, 4000)) &&
    /^[ \t]*(?:ENV|RUN|COPY|CMD|ENTRYPOINT|USER|ADD)[ \t]/im.test(sample)
    ? "content"
    : undefined;
}

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
