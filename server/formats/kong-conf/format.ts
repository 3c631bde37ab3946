import type { LinkedUnit } from "../../model/config-unit.ts";
import type { SourceFormat } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";
import { location, unitId } from "../../model/location.ts";
import { isConfName } from "../file-names.ts";
import { lineCommentAt, lineStatementAt } from "../shared/line-source.ts";
import { type KongConfSource, parseKongConfSource } from "./read-kong-conf.ts";
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
  link: (source) => ({ units: [unitOf(source)], problems: [] }),
  write: writeKongConf,
  spell: (property) => property,
  commentAt: (source, offset) => lineCommentAt(source, offset, { signs: "#;", valuesHoldLines: false }),
  statementAt: lineStatementAt,
};

/** The file is one process, and the environment may add to what it says. */
function unitOf({ document: { path, text }, assignments }: KongConfSource): LinkedUnit {
  return {
    id: unitId(""),
    name: undefined,
    anchor: location(path, 0, 0),
    extent: location(path, 0, text.length),
    assignments,
    release: undefined,
    absence: { kind: "open", because: [{ what: "the environment of the process", at: undefined }] },
    draws: [path],
    deployment: undefined,
  };
}
