import type { Span } from "../../../grammar/text/span.ts";
import type { SourceFormat } from "../../model/format.ts";
import { statementLines } from "../shared/statement-span.ts";
import { wholeLineComment } from "../shared/whole-line-comment.ts";
import { statementSpan } from "../yaml/tree-places.ts";
import { helmCalls } from "./calls.ts";
import { cursorInHelm } from "./cursor-helm.ts";
import { detectHelm, HELM, mayHelmKong } from "./detect.ts";
import { entryStep, stepsTo } from "./helm-places.ts";
import { type HelmSource, parseHelm } from "./helm-source.ts";
import { linkHelm } from "./link-helm.ts";
import { helmWriter } from "./unit-text.ts";
import { writeHelm } from "./write-helm.ts";

/** Values of the Helm charts of Kong, and the manifests of Argo CD, Flux and k3s that carry them. */
export const helmFormat: SourceFormat<HelmSource> = {
  id: HELM,
  title: "a Helm values file",
  languages: ["yaml", "helm"],
  owns: false,
  detect: detectHelm,
  mayConfigureKong: mayHelmKong,
  lineComment: "#",
  parse: (document) => parseHelm(helmFormat, document),
  link: linkHelm,
  calls: helmCalls,
  write: (edit, unit, context) => writeHelm(edit, unit, (id) => context.source(id)),
  unitWriter: helmWriter(() => helmFormat),
  spell: (property) => property,
  commentAt: ({ yaml: { comments }, document: { text } }, offset) => wholeLineComment(text, comments, offset),
  cursor: cursorInHelm,
  statementAt: statementInHelm,
};

/** The lines of the statement at an offset: a setting, or a key with all below it. */
function statementInHelm(source: HelmSource, offset: number): Span {
  const steps = stepsTo(source, offset);
  const { text } = source.document;
  const chosen = entryStep(steps)?.step ?? steps.at(-1);
  if (chosen !== undefined) return statementLines(text, statementSpan(text, chosen));
  const start = offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  const found = text.indexOf("\n", offset);
  return { start, end: found < 0 ? text.length : found };
}
