import { span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Cursor } from "../../model/format.ts";
import { variableName } from "../shared/kong-variable.ts";
import type { DockerfileSource } from "./dockerfile-source.ts";
import { quoteEnvValue } from "./quote-env.ts";
import { instructionAt, wordsOf } from "./write-dockerfile.ts";

/** What is at an offset of a Dockerfile. */
export function cursorInDockerfile(
  source: DockerfileSource,
  units: readonly LinkedUnit[],
  offset: number,
): Cursor {
  const comment = source.syntax.comments.find((each) => each.span.start < offset && offset <= each.span.end);
  const { text } = source.document;
  if (comment !== undefined)
    return { kind: "comment", replace: comment.span, typed: text.slice(comment.span.start, offset) };
  const unit = units.find(({ extent }) => extent.source === source.document.path);
  const instruction = instructionAt(source, offset);
  if (unit === undefined || instruction?.keyword !== "ENV") return { kind: "elsewhere" };
  const assignment = unit.assignments.find(
    ({ origin, span: at }) =>
      origin.kind === "written" &&
      at.source === source.document.path &&
      at.start <= offset &&
      offset <= at.end,
  );
  if (assignment !== undefined && offset >= assignment.rawValueSpan.start)
    return valueCursor(source, assignment, offset);
  if (offset <= instruction.keywordSpan.end) return { kind: "elsewhere" };
  const word = wordsOf(instruction, source.syntax.escapeSign).find(
    ({ start, end }) => start <= offset && offset <= end,
  );
  const replace = assignment?.nameSpan ?? word ?? span(offset, offset);
  const hasSign = assignment !== undefined;
  return {
    kind: "name",
    unit: unit.id,
    replace: span(replace.start, replace.end),
    typed: text.slice(replace.start, offset),
    spell: (property, value) => {
      const name = variableName(property);
      if (hasSign) return name;
      return `${name}=${value === undefined ? "" : (quoteEnvValue(value, source.syntax.escapeSign) ?? "")}`;
    },
  };
}

function valueCursor(source: DockerfileSource, assignment: Assignment, offset: number): Cursor {
  const { text } = source.document;
  const { rawValueSpan, writtenValueSpan } = assignment;
  return {
    kind: "value",
    assignment,
    replace: span(rawValueSpan.start, rawValueSpan.end),
    typed: text.slice(Math.min(writtenValueSpan.start, offset), Math.min(writtenValueSpan.end, offset)),
    spell: (value) =>
      quoteEnvValue(value, source.syntax.escapeSign, text.slice(rawValueSpan.start, rawValueSpan.end)) ??
      value,
  };
}
