import type { SourceFormat } from "../../model/format.ts";
import { variableName } from "../shared/kong-variable.ts";
import { wholeLineComment } from "../shared/whole-line-comment.ts";
import { COMPOSE, type ComposeSource, detectCompose, parseCompose } from "./compose-source.ts";
import { cursorInCompose } from "./cursor.ts";
import { linkCompose } from "./link.ts";
import { statementInCompose } from "./statement.ts";
import { writeCompose } from "./write.ts";

/** A service may be Kong by what another file says: the base that it extends, a file that is included, a Dockerfile. */
const MAY_CONFIGURE = /kong|\b(?:extends|include|build)\b/i;

/** Compose files: services that run Kong in containers. */
export const composeFormat: SourceFormat<ComposeSource> = {
  id: COMPOSE,
  title: "a Compose file",
  languages: ["dockercompose", "yaml"],
  owns: false,
  detect: detectCompose,
  mayConfigureKong: (text) => MAY_CONFIGURE.test(text),
  lineComment: "#",
  parse: (document) => parseCompose(composeFormat, document),
  link: linkCompose,
  write: (edit, unit, context) => writeCompose(edit, unit, (id) => context.source(id)),
  spell: variableName,
  commentAt: ({ yaml: { comments }, document: { text } }, offset) => wholeLineComment(text, comments, offset),
  cursor: cursorInCompose,
  statementAt: statementInCompose,
};
