import type { SourceFormat } from "../../model/format.ts";
import type { Source } from "../../model/source.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { parseHcl } from "../hcl/parse-hcl.ts";
import type { HclText } from "../hcl/tree.ts";
import { plainSource } from "../shared/plain-source.ts";
import { NOMAD } from "./detect.ts";

export interface NomadSource extends Source {
  readonly kind: "nomad";
  readonly hcl: HclText;
}

/** The HCL of a job. */
export function parseNomad(format: SourceFormat<NomadSource>, document: SourceDocument): NomadSource {
  return { ...plainSource(format, document), kind: "nomad", hcl: parseHcl(document.text) };
}

/** Whether a source is a job of Nomad. */
export function isNomad(source: Source): source is NomadSource {
  return source.format.id === NOMAD;
}
