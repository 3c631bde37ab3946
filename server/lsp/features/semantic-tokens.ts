import { append } from "../../../grammar/text/large-lists.ts";
import { memoizeLast } from "../../../grammar/text/memoize.ts";
import { type Span, span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { templatePlaces } from "../../model/template-places.ts";
import type { DocumentAnalysis } from "../document-analysis.ts";
import type { DocumentFeature, SemanticToken } from "../feature.ts";
import { assignmentsIn } from "../support/assignment-at.ts";
import { sourceSections } from "../support/source-sections.ts";
import { onLines } from "./semantic-tokens/on-lines.ts";
import { valueTokens } from "./semantic-tokens/value-tokens.ts";

/** What the words of a document are: keys that the release knows or not, flags, references, secrets, headings. */
export const semanticTokens: DocumentFeature<"textDocument/semanticTokens"> = (document, { range }) => {
  const { analysis, positions } = document;
  const { unit } = analysis;
  const whole = span(0, unit.document.text.length);
  const wanted = range === undefined ? whole : positions.span(range);
  const tokens: SemanticToken[] = [];
  let reached = unit.document.text.lastIndexOf("\n", wanted.start - 1) + 1;
  for (const assignment of assignmentsIn(unit.assignments, wanted.start, wanted.end)) {
    pushRemarks(tokens, document, span(reached, assignment.lineSpan.start));
    pushAssignment(tokens, assignment, document);
    reached = assignment.lineSpan.end;
  }
  pushRemarks(tokens, document, span(reached, wanted.end));
  pushStrangers(tokens, document, wanted);
  return tokens.sort((a, b) => a.span.start - b.span.start);
};

function pushAssignment(
  tokens: SemanticToken[],
  assignment: Assignment,
  { analysis }: DocumentAnalysis,
): void {
  const { text } = analysis.unit.document;
  const { nameSpan, lineSpan, property } = assignment;
  const isKnown = analysis.catalog.knows(property) && analysis.catalog.property(property)?.dropped !== true;
  const isDeprecated = analysis.catalog.property(property)?.deprecated !== undefined;
  for (const place of onLines(text, nameSpan))
    tokens.push({
      span: place,
      type: isKnown ? "property" : "variable",
      modifiers: isDeprecated ? ["deprecated"] : [],
    });
  const equals = text.indexOf("=", nameSpan.end);
  if (equals >= 0 && equals < lineSpan.end)
    tokens.push({ span: span(equals, equals + 1), type: "operator", modifiers: [] });
  append(tokens, valueTokens(assignment, analysis));
  const comment = trailingComment(assignment, text);
  if (comment !== undefined)
    for (const place of onLines(text, comment)) tokens.push({ span: place, type: "comment", modifiers: [] });
}

/** What stands behind a value up to the end of the statement, where it begins with a comment sign. */
function trailingComment({ span: own, lineSpan, rawValueSpan }: Assignment, text: string): Span | undefined {
  const from = Math.max(own.end, Math.min(rawValueSpan.start, lineSpan.end));
  const rest = /^[ \t"']*#/.exec(text.slice(from, lineSpan.end));
  return rest === null ? undefined : span(from + rest[0].length - 1, lineSpan.end);
}

/** The places of headings by the offset at which they begin. */
const headingsByStart: (unit: ConfigUnit) => ReadonlyMap<number, Span> = memoizeLast(
  (unit) => new Map(sourceSections(unit).map(({ heading }) => [heading.start, heading])),
  2,
);

/** Comment lines between settings; the words of a heading are a section. */
function pushRemarks(tokens: SemanticToken[], { analysis }: DocumentAnalysis, { start, end }: Span): void {
  const { unit } = analysis;
  const { text } = unit.document;
  const sign = unit.otherLines !== undefined ? /^[ \t]*#+[ \t]*/ : /^[ \t]*[#;]+[ \t]*/;
  const headings = headingsByStart(unit);
  for (let at = start; at < end; ) {
    const next = text.indexOf("\n", at);
    const lineEnd = next < 0 ? text.length : next;
    const line = text.slice(at, lineEnd).trimEnd();
    const words = sign.exec(line);
    if (words !== null) {
      const first = at + line.length - line.trimStart().length;
      const heading = headings.get(at + words[0].length);
      const stop = heading === undefined ? at + line.length : heading.start;
      tokens.push({ span: span(first, stop), type: "comment", modifiers: [] });
      if (heading !== undefined) tokens.push({ span: heading, type: "namespace", modifiers: [] });
    }
    at = lineEnd + 1;
  }
}

/** Section headers, and lines and variables that mean nothing to Kong. */
function pushStrangers(tokens: SemanticToken[], { analysis }: DocumentAnalysis, wanted: Span): void {
  const { unit } = analysis;
  const { text } = unit.document;
  const isTemplate = (place: Span) => templatePlaces(unit).sharesPlace(place);
  const push = (place: Span, token: Omit<SemanticToken, "span">) => {
    if (place.end < wanted.start || place.start > wanted.end || isTemplate(place)) return;
    for (const part of onLines(text, place)) tokens.push({ span: part, ...token });
  };
  if (unit.otherLines !== undefined) {
    for (const { kind, span: place } of unit.otherLines)
      push(place, { type: "variable", modifiers: kind === "foreign-variable" ? [] : ["modification"] });
    return;
  }
  for (const node of unit.file?.content ?? []) {
    if (node.kind === "bare") push(node.text, { type: "variable", modifiers: ["modification"] });
    if (node.kind === "section") push(node.span, { type: "namespace", modifiers: ["modification"] });
  }
}
