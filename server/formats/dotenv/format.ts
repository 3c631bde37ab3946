import type { LinkedUnit } from "../../model/config-unit.ts";
import type { SourceFormat } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";
import { location, unitId } from "../../model/location.ts";
import { isEnvName } from "../file-names.ts";
import { variableName } from "../shared/kong-variable.ts";
import { lineCommentAt, lineStatementAt } from "../shared/line-source.ts";
import { type DotenvSource, parseDotenvSource } from "./read-dotenv.ts";
import { writeDotenv } from "./write-dotenv.ts";

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
  link: (source) => ({ units: [unitOf(source)], problems: [] }),
  write: writeDotenv,
  spell: variableName,
  commentAt: (source, offset) => lineCommentAt(source, offset, { signs: "#", valuesHoldLines: true }),
  statementAt: lineStatementAt,
};

/** The file is one process as far as anybody knows: other files and the shell may add to what it says. */
function unitOf({ document: { path, text }, assignments, others }: DotenvSource): LinkedUnit {
  return {
    id: unitId(""),
    name: undefined,
    anchor: location(path, 0, 0),
    extent: location(path, 0, text.length),
    assignments,
    others,
    release: undefined,
    absence: { kind: "open", because: [{ what: "what else starts the process", at: undefined }] },
    draws: [path],
    deployment: undefined,
  };
}
