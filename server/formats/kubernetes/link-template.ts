import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Linked } from "../../model/format.ts";
import { locate, unitId } from "../../model/location.ts";
import type { Value } from "../../model/value.ts";
import { literalCooked } from "../shared/cooked.ts";
import { environmentAssignment } from "../shared/environment-assignment.ts";
import { ENVIRONMENT_LAYER } from "../shared/layers.ts";
import { statementLines } from "../shared/statement-span.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { resolvePlain } from "../yaml/resolve-plain.ts";
import { expand } from "./expand.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";
import type { TemplatePair } from "./template-pairs.ts";

/**
 * The variables of a manifest that a template makes, as one process: what else it has, and which of its parts are there, only rendering
 * could tell.
 */
export function linkTemplate(source: KubernetesSource, pairs: readonly TemplatePair[]): Linked {
  const { path, text } = source.document;
  const known = new Set<string>();
  const assignments = pairs.flatMap((pair): Assignment[] => {
    // Of a name that comes twice, in two branches or two containers, each may be another process.
    const address = known.has(pair.name) ? `${pair.name}@${pair.nameSpan.start}` : pair.name;
    known.add(pair.name);
    const assignment = environmentAssignment({
      source: path,
      text,
      layer: ENVIRONMENT_LAYER,
      origin: { kind: "written", address },
      writtenName: pair.name,
      variable: pair.name,
      nameSpan: pair.nameSpan,
      valueSpan: pair.written,
      innerSpan: pair.inner,
      lineSpan: statementLines(text, pair.span),
      value: pairValue(source, pair),
    });
    return assignment === undefined ? [] : [assignment];
  });
  const [first] = assignments;
  if (first === undefined) return { units: [], problems: [] };
  const unit: LinkedUnit = {
    id: unitId(""),
    name: undefined,
    anchor: first.nameSpan,
    extent: locate(path, { start: 0, end: text.length }),
    assignments,
    release: undefined,
    absence: { kind: "open", because: [{ what: "the template may set more", at: undefined }] },
    draws: [path],
    deployment: undefined,
    reader: "kubernetes",
  };
  return { units: [unit], problems: [] };
}

function pairValue({ document: { path } }: KubernetesSource, pair: TemplatePair): Value {
  if (!pair.isLiteral)
    return { kind: "text", pieces: [opaqueAt("template", locate(path, pair.inner), pair.text)] };
  const isQuoted = pair.inner.start > pair.written.start;
  if (!isQuoted && resolvePlain(pair.text, "kubernetes").type === "null") return { kind: "text", pieces: [] };
  const cooked = literalCooked(path, pair.text, pair.inner.start);
  return { kind: "text", pieces: expand(cooked, () => ({ state: "unknown" })).pieces };
}
