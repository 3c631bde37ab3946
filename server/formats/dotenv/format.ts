import type { LinkedUnit } from "../../model/config-unit.ts";
import type { LinkContext, SourceFormat } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";
import { disputedLines } from "../env-file/link.ts";
import { envFileReader } from "../env-file/readers.ts";
import { isEnvName } from "../file-names.ts";
import { variableName } from "../shared/kong-variable.ts";
import { lineCommentAt, lineStatementAt } from "../shared/line-source.ts";
import { lineUnit } from "../shared/line-unit.ts";
import { isTemplate } from "../shared/template.ts";
import { type DotenvSource, parseDotenvSource } from "./read-dotenv.ts";
import { writeDotenv } from "./write-dotenv.ts";

function readerOf({ surroundings }: LinkContext): Pick<LinkedUnit, "reader"> {
  const reader = envFileReader(surroundings.reader);
  return reader === undefined ? {} : { reader };
}

/** A file of environment variables. */
export const dotenv: SourceFormat<DotenvSource> = {
  id: defineFormat("dotenv"),
  title: "an environment file",
  isRunElsewhere: true,
  languages: ["dotenv"],
  owns: true,
  lineComment: "#",
  detect: (path) => (isEnvName(path) ? "named" : undefined),
  mayConfigureKong: (text) => /kong_/i.test(text),
  parse: (document) => parseDotenvSource(dotenv, document),
  link: (source, context) => ({
    units: [{ ...lineUnit(source, "what else starts the process"), ...readerOf(context) }],
    problems: disputedLines(source, context).filter(({ before }) => !isTemplate(before)),
  }),
  write: writeDotenv,
  spell: variableName,
  commentAt: (source, offset) => lineCommentAt(source, offset, { signs: "#", valuesHoldLines: true }),
  statementAt: lineStatementAt,
};
