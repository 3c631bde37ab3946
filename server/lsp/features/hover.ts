import type { Hover } from "vscode-languageserver";
import type { Span } from "../../../grammar/text/span.ts";
import { sliceSpan } from "../../../grammar/text/span.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { lintComments } from "../../findings/lint-comments.ts";
import type { Assignment } from "../../model/assignment.ts";
import { textOf } from "../../model/value.ts";
import type { DocumentAnalysis } from "../document-analysis.ts";
import type { DocumentFeature, FeatureContext } from "../feature.ts";
import { assignmentAt } from "../support/assignment-at.ts";
import { commentedSettingAt } from "../support/commented-setting.ts";
import { type CursorContext, cursorContext } from "../support/cursor-context.ts";
import { inlineCode, markup } from "../support/markup.ts";
import { overrideSource, overridesOf } from "../support/overrides.ts";
import { isSecret } from "../support/redaction.ts";
import { sourceSections } from "../support/source-sections.ts";
import { analysisAt } from "../support/unit-at.ts";
import { lossOf, shownValue, whatKongReads } from "../support/what-kong-reads.ts";
import { findingsText } from "./hover/findings-text.ts";
import { propertyHover } from "./hover/property-hover.ts";
import { ruleHover } from "./hover/rule-hover.ts";
import { valueHover } from "./hover/value-hover.ts";

/** What a hover says about one place, before it takes the form that a client wants. */
export interface HoverText {
  /** Paragraphs of Markdown. */
  readonly parts: readonly string[];
  readonly span: Span;
}

/** What there is to know about the word at a position: the property, the value, what Kong reads there, what rules say. */
export const hover: DocumentFeature<"textDocument/hover"> = async (whole, { position }, context) => {
  const { positions } = whole;
  const offset = positions.offset(position);
  const document = { ...whole, analysis: analysisAt(whole.analysis, offset) };
  const [text, findings] = await Promise.all([
    textAt(document, offset, context),
    findingsText(document.analysis, offset, !context.client.ownSnippets),
  ]);
  const parts = [...(text?.parts ?? []), ...(findings?.parts ?? [])].filter((part) => part !== "");
  const span = text?.span ?? findings?.span;
  if (parts.length === 0 || span === undefined) return null;
  const hovered: Hover = {
    contents: markup(parts.join("\n\n"), context.client.markdown.hover),
    range: positions.range(span),
  };
  return hovered;
};

async function textAt(
  document: DocumentAnalysis,
  offset: number,
  context: FeatureContext,
): Promise<HoverText | undefined> {
  const { analysis } = document;
  const place = cursorContext(analysis, offset);
  switch (place.kind) {
    case "nowhere":
      return (
        (await ruleHover(analysis, offset)) ??
        releaseText(document, offset) ??
        (analysis.unit.format.owns ? await sectionText(document, offset) : undefined)
      );
    case "key":
      return keyText(document, place, context);
    case "value": {
      const { value, assignment } = place;
      const [texts, nginx] = await Promise.all([context.texts(), context.nginx()]);
      const hovered = valueHover(value, { analysis, texts, nginx });
      if (hovered === undefined) return undefined;
      const reading = assignment === undefined ? [] : await readingText(document, assignment, context);
      return { ...hovered, parts: [...hovered.parts, ...reading] };
    }
  }
}

async function keyText(
  document: DocumentAnalysis,
  { name, assignment }: Extract<CursorContext, { kind: "key" }>,
  context: FeatureContext,
): Promise<HoverText | undefined> {
  const { analysis } = document;
  if (name.end === name.start) return undefined;
  const property = assignment?.property ?? nameAt(document, name);
  const [texts, nginx] = await Promise.all([context.texts(), context.nginx()]);
  if (assignment === undefined && !analysis.catalog.knows(property)) return undefined;
  const { head, text, facts } = propertyHover(property, analysis.catalog, texts, nginx);
  // The facts say why there is no such property.
  const isUnknown = assignment !== undefined && lossOf(analysis, assignment)?.reason === "unknown-key";
  const reading =
    assignment === undefined || isUnknown ? [] : await readingText(document, assignment, context);
  return { parts: [head, ...reading, text, facts], span: name };
}

/** The property of a name without a value: a line that is being written, or a setting that is commented out. */
function nameAt({ analysis }: DocumentAnalysis, name: Span): string {
  const commented = commentedSettingAt(analysis, name.start);
  if (commented !== undefined) return commented.property;
  return sliceSpan(analysis.unit.document.text, name)
    .toLowerCase()
    .replace(/^kong_/, "");
}

/** What Kong makes of an assignment, and which variable beside the file would win over it. */
async function readingText(
  document: DocumentAnalysis,
  assignment: Assignment,
  context: FeatureContext,
): Promise<string[]> {
  const { analysis } = document;
  const sentence = [arrivalText(analysis, assignment), whatKongReads(analysis, assignment).sentence]
    .filter((part) => part !== undefined)
    .join(" ");
  const override = (await overridesOf(document, context)).get(assignment.property);
  const winner = override?.source;
  if (override === undefined || winner === undefined) return [sentence];
  return [
    sentence,
    `${inlineCode(override.variable)} in ${inlineCode(overrideSource(override))} overrides this line if Kong is started with it.`,
  ];
}

/** What the process gets, where that is another text than the file has: a number that Helm rewrites, a boolean of YAML. */
function arrivalText(analysis: DocumentAnalysis["analysis"], assignment: Assignment): string | undefined {
  const { variable, value, property, writtenValueSpan, channel } = assignment;
  const { document } = analysis.unit;
  const text = value.kind === "text" ? textOf(value) : undefined;
  if (channel !== "environment" || text === undefined || writtenValueSpan.source !== document.path)
    return undefined;
  if (text === sliceSpan(document.text, writtenValueSpan)) return undefined;
  if (isSecret(property, analysis)) return "The process gets another text than is written here.";
  const shown = shownValue(analysis, property, text);
  return shown === undefined || shown === ""
    ? undefined
    : `The process gets ${inlineCode(variable)} as ${inlineCode(shown)}.`;
}

/** The section of Kong's reference that a heading opens. */
async function sectionText({ analysis }: DocumentAnalysis, offset: number): Promise<HoverText | undefined> {
  const section = sourceSections(analysis.unit).find(
    ({ heading }) => heading.start <= offset && offset <= heading.end,
  );
  if (section?.known === undefined) return undefined;
  return { parts: [`**${section.known.title}**`, section.known.text], span: section.heading };
}

/** Which release a comment states, and whether it applies. */
function releaseText({ analysis }: DocumentAnalysis, offset: number): HoverText | undefined {
  const { unit, release } = analysis;
  if (assignmentAt(unit.assignments, offset) !== undefined) return undefined;
  const comment = lintComments(analysis.linked.source).find(
    ({ kind, span }) => kind === "release" && span.start <= offset && offset <= span.end,
  );
  if (comment === undefined) return undefined;
  return {
    parts: [`This file is checked against **${describeRelease(release.release)}**, ${release.reason}.`],
    span: comment.span,
  };
}
