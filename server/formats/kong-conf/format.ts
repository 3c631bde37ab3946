import type { SourceFormat } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";
import { isConfName } from "../file-names.ts";
import { lineCommentAt, lineStatementAt } from "../shared/line-source.ts";
import { lineUnit } from "../shared/line-unit.ts";
import { type KongConfSource, parseKongConfSource } from "./read-kong-conf.ts";
import { kongConfWriter } from "./unit-text.ts";
import { updateKongConfSource } from "./update-kong-conf.ts";
import { writeKongConf } from "./write-kong-conf.ts";

/** Kong's own file. */
export const kongConf: SourceFormat<KongConfSource> = {
  id: defineFormat("kong-conf"),
  title: "a kong.conf",
  isRunElsewhere: true,
  languages: ["kong-conf"],
  owns: true,
  lineComment: "#",
  detect: (path) => (isConfName(path) ? "named" : undefined),
  mayConfigureKong: () => true,
  parse: (document) => parseKongConfSource(kongConf, document),
  update: updateKongConfSource,
  link: (source) => ({ units: [lineUnit(source, "the environment of the process")], problems: [] }),
  write: writeKongConf,
  unitWriter: kongConfWriter(() => kongConf),
  spell: (property) => property,
  commentAt: (source, offset) => lineCommentAt(source, offset, { signs: "#;", valuesHoldLines: false }),
  statementAt: lineStatementAt,
};
