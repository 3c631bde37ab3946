import { parseKongConf } from "../../../grammar/kong-conf/parse-kong-conf.ts";
import type { AssignmentNode, KongConfTree } from "../../../grammar/kong-conf/syntax-tree.ts";
import { contains, type Span, sliceSpan, span } from "../../../grammar/text/span.ts";
import { hasPlaceholder } from "../../../grammar/values/placeholders.ts";
import type { Assignment, Layer, Origin } from "../../model/assignment.ts";
import type { SourceFormat } from "../../model/format.ts";
import { locate, location, type SourceId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import type { Opaque, Value } from "../../model/value.ts";
import { opaqueKind } from "../templates/opaque-kind.ts";
import { templateBranches } from "../templates/template-branches.ts";
import { tagsOutsideValues, templateSpans } from "../templates/template-spans.ts";
import { propertyName } from "./property-name.ts";

/** A line that is nothing but a variable: a script puts settings in its place. */
const VARIABLE_LINE =
  /^(?:\$\{[A-Za-z_][^}]*\}|\$[A-Za-z_]\w*|%[A-Z_][A-Z0-9_]+%|@[A-Z_][A-Z0-9_]+@|__[A-Z][A-Z0-9_]*__)$/;

/** A kong.conf as its own syntax has it. */
export interface KongConfSource extends Source {
  readonly file: KongConfTree;
  readonly assignments: readonly Assignment[];
}

/**
 * A kong.conf as settings. What a template's own tags write is no setting; a tag within a value makes that value
 * opaque.
 */
export function parseKongConfSource(format: SourceFormat, document: SourceDocument): KongConfSource {
  return kongConfSource(format, document, parseKongConf(document.text));
}

/** The source of a kong.conf whose statements are known. */
export function kongConfSource(
  format: SourceFormat,
  document: SourceDocument,
  tree: KongConfTree,
): KongConfSource {
  const tags = templateSpans(document.text);
  const { settings: assignments, templates } = sortStatements(tree, tags, document.path);
  const spans = [...tagsOutsideValues(tags, assignments), ...templates, ...variableLines(tree)];
  return {
    format,
    document,
    embedded: [],
    file: tree,
    assignments,
    otherLines: undefined,
    templateSpans: spans.sort((a, b) => a.start - b.start),
    branches: tags.length === 0 ? undefined : templateBranches(document.text, tags),
  };
}

/** A kong.conf as Kong gets it: braces and dollar signs are plain characters, no template's. */
export function literalKongConf(format: SourceFormat, document: SourceDocument): KongConfSource {
  const tree = parseKongConf(document.text);
  const assignments = tree.content.flatMap((node) =>
    node.kind === "assignment" ? [literal(toAssignment(node, tree.text, node.key, document.path))] : [],
  );
  return {
    format,
    document,
    embedded: [],
    file: tree,
    assignments,
    otherLines: undefined,
    templateSpans: [],
    branches: undefined,
  };
}

/** The settings, and the statements that are none because their first `=` is a tag's own. */
function sortStatements(
  tree: KongConfTree,
  tags: readonly Span[],
  source: SourceId,
): { settings: Assignment[]; templates: Span[] } {
  const settings: Assignment[] = [];
  const templates: Span[] = [];
  let next = 0;
  for (const node of tree.content) {
    if (node.kind !== "assignment") continue;
    while (next < tags.length && (tags[next]?.end ?? 0) <= node.key.start) next++;
    if (standsInTag(node.equals, tags, next)) {
      templates.push(node.span);
      continue;
    }
    const begins = tags[next]?.start === node.key.start;
    const name = begins ? withoutLeadingTags(node.key, tree.text, tags, next) : node.key;
    settings.push(toAssignment(node, tree.text, name, source));
  }
  return { settings, templates };
}

function standsInTag(place: Span, tags: readonly Span[], first: number): boolean {
  for (let next = first; (tags[next]?.start ?? place.end) <= place.start; next++) {
    if (contains(tags[next] ?? place, place)) return true;
  }
  return false;
}

/** Lines that are nothing but a variable, and names that are one. */
export function variableLines(tree: KongConfTree): Span[] {
  const spans: Span[] = [];
  for (const node of tree.content) {
    if (node.kind === "assignment" && node.keyText.startsWith("${")) spans.push(node.key);
    if (node.kind === "bare" && VARIABLE_LINE.test(sliceSpan(tree.text, node.text))) spans.push(node.text);
  }
  return spans;
}

/** A statement as a setting; `nameSpan` is its key without the tags of a template. */
export function toAssignment(
  node: AssignmentNode,
  text: string,
  nameSpan: Span,
  source: SourceId,
): Assignment {
  const writtenName = nameSpan === node.key ? node.keyText : sliceSpan(text, nameSpan);
  const property = propertyName(writtenName);
  // To a reader of settings `#{name}` begins a comment.
  const isPlaceholder = node.rawText.startsWith("#{") && hasPlaceholder(node.rawText);
  const written = isPlaceholder
    ? node.rawText
    : node.rawText.slice(0, node.rawMap.toCooked(node.value.end) - node.rawMap.toCooked(node.value.start));
  const content: AssignmentContent = {
    channel: "file",
    layer: KONG_CONF,
    origin: writtenAt(property),
    property,
    writtenName,
    variable: writtenName,
    opaque: opaqueKind(property, written),
    rawValue: node.rawText,
    writtenValue: written,
  };
  return placed(content, node, nameSpan, source);
}

/** Kong's own file has one layer: the last line of a name counts. */
const KONG_CONF: Layer = { rank: 0, label: "kong.conf" };

function writtenAt(address: string): Origin {
  return { kind: "written", address };
}

/** What an assignment says, wherever it is. */
type AssignmentContent = Pick<
  Assignment,
  | "channel"
  | "layer"
  | "origin"
  | "property"
  | "writtenName"
  | "variable"
  | "opaque"
  | "rawValue"
  | "writtenValue"
>;

/**
 * An assignment with the places of the parts of its statement. Every member is named: with one part of them spread behind the other,
 * a source takes a sixth longer.
 */
export function placed(
  content: AssignmentContent,
  node: AssignmentNode,
  nameSpan: Span,
  source: SourceId,
): Assignment {
  const { opaque, rawValue, writtenValue } = content;
  const end = node.value.end > node.value.start ? node.value.end : node.equals.end;
  const rawValueSpan = locate(source, node.rawValue);
  const isPlaceholder = writtenValue !== "" && writtenValue === rawValue && rawValue.startsWith("#{");
  const assignment: Assignment = {
    channel: content.channel,
    layer: content.layer,
    origin: content.origin,
    property: content.property,
    writtenName: content.writtenName,
    variable: content.variable,
    opaque,
    rawValue,
    writtenValue,
    nameSpan: locate(source, nameSpan),
    span: location(source, nameSpan.start, end),
    lineSpan: locate(source, node.span),
    rawValueSpan,
    writtenValueSpan: isPlaceholder ? rawValueSpan : locate(source, node.value),
    section: node.section && locate(source, node.section.span),
    value: valueIn(node, rawValueSpan, opaque),
  };
  return node.unfinished ? { ...assignment, unfinished: true } : assignment;
}

function valueIn(
  { rawText: text, rawMap: map }: AssignmentNode,
  at: Assignment["rawValueSpan"],
  opaque: Opaque | undefined,
): Value {
  const piece = { text, at, map };
  return {
    kind: "text",
    pieces: [opaque === undefined ? { kind: "text", ...piece } : { kind: "opaque", why: opaque, ...piece }],
  };
}

/** An assignment of a text that is no template. */
function literal(assignment: Assignment): Assignment {
  const { value } = assignment;
  if (assignment.opaque === undefined || value.kind !== "text") return assignment;
  const pieces = value.pieces.map(({ text, at, map }) => ({ kind: "text" as const, text, at, map }));
  return { ...assignment, opaque: undefined, value: { kind: "text", pieces } };
}

/** A condition may stand on the line of the setting it holds: `{{ if .host }}pg_host = {{ .host }}{{ end }}`. */
function withoutLeadingTags(key: Span, text: string, tags: readonly Span[], first: number): Span {
  let start = key.start;
  for (let next = first; tags[next]?.start === start && (tags[next]?.end ?? 0) < key.end; next++) {
    start = tags[next]?.end ?? start;
    while (text.charAt(start) === " " || text.charAt(start) === "\t") start++;
  }
  return start === key.start ? key : span(start, key.end);
}
