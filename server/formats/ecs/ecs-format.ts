import type { SourceFormat } from "../../model/format.ts";
import { variableName } from "../shared/kong-variable.ts";
import { statementLines } from "../shared/statement-span.ts";
import { lineEndAt, lineStartAt } from "../shared/text-lines.ts";
import { wholeLineComment } from "../shared/whole-line-comment.ts";
import { statementSpan } from "../yaml/tree-places.ts";
import { cursorInEcs } from "./cursor.ts";
import { detectEcs, ECS, mayTaskKong } from "./detect.ts";
import { type EcsSource, parseEcs } from "./ecs-source.ts";
import { linkEcs } from "./link.ts";
import { statementInEcs, writeEcs } from "./write.ts";

/** Task definitions of Amazon ECS, in JSON and in templates of CloudFormation. */
export const ecsFormat: SourceFormat<EcsSource> = {
  id: ECS,
  title: "a task definition of Amazon ECS",
  languages: ["json", "jsonc", "yaml", "cloudformation"],
  owns: false,
  detect: detectEcs,
  mayConfigureKong: mayTaskKong,
  // JSON has no comments.
  lineComment: undefined,
  parse: (document) => parseEcs(ecsFormat, document),
  link: linkEcs,
  write: writeEcs,
  spell: variableName,
  cursor: cursorInEcs,
  commentAt: ({ yaml: { comments }, document: { text } }, offset) => wholeLineComment(text, comments, offset),
  statementAt: (source, offset) => {
    const { text } = source.document;
    const step = statementInEcs(source, offset);
    return step === undefined
      ? { start: lineStartAt(text, offset), end: lineEndAt(text, offset) }
      : statementLines(text, statementSpan(text, step));
  },
};
