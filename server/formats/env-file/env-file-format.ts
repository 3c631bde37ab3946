import type { SourceFormat } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";
import { MENTIONS_KONG, variableName } from "../shared/kong-variable.ts";
import { wholeLineComment } from "../shared/whole-line-comment.ts";
import { cursorInEnvFile } from "./cursor.ts";
import { detectEnvFile } from "./detect.ts";
import { type EnvFileSource, parseEnvFile } from "./env-file.ts";
import { linkEnvFile } from "./link.ts";
import { statementOfEnvFile } from "./statement.ts";
import { envFileWriter } from "./unit-text.ts";
import { writeEnvFile } from "./write.ts";

/** Environment files: `NAME=value` by the line, read by seven programs in as many ways. */
export const envFileFormat: SourceFormat<EnvFileSource> = {
  id: defineFormat("env-file"),
  title: "an environment file",
  isRunElsewhere: true,
  languages: ["dotenv", "kong-dotenv"],
  owns: false,
  detect: detectEnvFile,
  mayConfigureKong: (text) => MENTIONS_KONG.test(text),
  lineComment: "#",
  parse: (document) => parseEnvFile(envFileFormat, document),
  link: linkEnvFile,
  write: (edit, unit, context) => writeEnvFile(edit, unit, (id) => context.source(id)),
  unitWriter: envFileWriter(() => envFileFormat),
  spell: variableName,
  commentAt: ({ comments, document: { text } }, offset) => wholeLineComment(text, comments, offset),
  cursor: cursorInEnvFile,
  statementAt: statementOfEnvFile,
};
