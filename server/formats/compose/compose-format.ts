import type { SourceFormat } from "../../model/format.ts";
import { variableName } from "../shared/kong-variable.ts";
import { wholeLineComment } from "../shared/whole-line-comment.ts";
import { composeCalls } from "./calls.ts";
import { type ComposeSource, parseCompose } from "./compose-source.ts";
import { cursorInCompose } from "./cursor.ts";
import { COMPOSE, detectCompose, mayComposeKong } from "./detect.ts";
import { linkCompose } from "./link.ts";
import { statementInCompose } from "./statement.ts";
import { composeWriter } from "./unit-text.ts";
import { variableFilesOfCompose } from "./variable-files.ts";
import { writeCompose } from "./write.ts";

/** Compose files: services that run Kong in containers. */
export const composeFormat: SourceFormat<ComposeSource> = {
  id: COMPOSE,
  title: "a Compose file",
  languages: ["dockercompose", "yaml"],
  owns: false,
  detect: detectCompose,
  mayConfigureKong: mayComposeKong,
  lineComment: "#",
  calls: composeCalls,
  parse: (document) => parseCompose(composeFormat, document),
  link: linkCompose,
  variableFiles: variableFilesOfCompose,
  write: (edit, unit, context) => writeCompose(edit, unit, (id) => context.source(id)),
  unitWriter: composeWriter(() => composeFormat),
  spell: variableName,
  commentAt: ({ yaml: { comments }, document: { text } }, offset) => wholeLineComment(text, comments, offset),
  cursor: cursorInCompose,
  statementAt: statementInCompose,
};
