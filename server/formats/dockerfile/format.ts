import { type Span, span } from "../../../grammar/text/span.ts";
import { variableOfProperty } from "../entrypoint/kong-variables.ts";
import type { Detection, SourceFormat } from "../format.ts";
import { formatId } from "../format-id.ts";
import { suppressionComment } from "../suppression-comment.ts";
import { linesOf } from "../text-lines.ts";
import { cursorInDockerfile } from "./cursor-dockerfile.ts";
import type { DockerfileSource } from "./dockerfile-source.ts";
import { linkDockerfile } from "./link-dockerfile.ts";
import { parseDockerfile } from "./parse-dockerfile.ts";
import { instructionAt, wordsOf, writeDockerfile } from "./write-dockerfile.ts";

const ID = formatId("dockerfile");
const NAMED =
  /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:[._-][^/]*|\d*)|[^/]+\.(?:dockerfile|containerfile))$/i;
const IGNORE_FILE = /\.dockerignore$|\.(?:md|txt|ya?ml|json|sh|lua|py)$/i;
const CONTENT = /^(?:\s*(?:#.*)?(?:\r?\n|$)|[ \t]*ARG[ \t].*(?:\r?\n|$))*[ \t]*FROM[ \t]+\S+/i;

/** Dockerfiles: variables of the image by `ENV`. */
export const format: SourceFormat<DockerfileSource> = {
  id: ID,
  name: "a Dockerfile",
  languages: ["dockerfile"],
  owns: false,
  detect: detectDockerfile,
  mayConfigureKong: (text) => /kong/i.test(text) && /from/i.test(text),
  parse(id, text) {
    const syntax = parseDockerfile(text.text);
    return { id, text, format: ID, comments: syntax.comments, embedded: [], syntax };
  },
  link: linkDockerfile,
  write: (edit, unit, sources) =>
    writeDockerfile(edit, unit, (id) => {
      const source = sources(id);
      return source?.format === ID ? (source as DockerfileSource) : undefined;
    }),
  spell: variableOfProperty,
  suppression(source, at, rules, reach) {
    const { text } = source.text;
    const covers = reach === "unit" ? span(0, text.length) : statementAt(source, at.start);
    return suppressionComment(
      {
        text,
        comments: source.comments,
        covers,
        // A comment cannot follow a value, so that of a line is that of the statement.
        reach: reach === "unit" ? "file" : reach,
        top: source.syntax.directivesEnd,
      },
      rules,
    );
  },
  cursor: cursorInDockerfile,
  statementAt,
};

function detectDockerfile(path: string, sample: string): Detection | undefined {
  if (NAMED.test(path) && !IGNORE_FILE.test(path)) return "named";
  return CONTENT.test(sample.slice(0, 4000)) &&
    /^[ \t]*(?:ENV|RUN|COPY|CMD|ENTRYPOINT|USER|ADD)[ \t]/im.test(sample)
    ? "content"
    : undefined;
}

/** Of `ENV`, the lines of one variable; else the instruction; between instructions, the line. */
function statementAt(source: DockerfileSource, offset: number): Span {
  const { text } = source.text;
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
