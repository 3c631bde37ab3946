import type { DocumentSymbol, SymbolInformation } from "vscode-languageserver";
import type { Span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import { MASK } from "../../secrets/mask.ts";
import { maskParts } from "../../secrets/secret-parts.ts";
import type { DocumentAnalysis } from "../document-analysis.ts";
import type { DocumentFeature } from "../feature.ts";
import { DEPRECATED_TAG, SymbolKinds } from "../support/lsp-numbers.ts";
import { shorten } from "../support/markup.ts";
import { isSecret, redactionOf } from "../support/redaction.ts";
import { sourceSections } from "../support/source-sections.ts";

/** The outline of a document: its sections by their headings, and the settings in them. */
export const documentSymbol: DocumentFeature<"textDocument/documentSymbol"> = (
  document,
  _params,
  { client },
) => {
  const roots = outline(document);
  return client.hierarchicalSymbols ? roots : flatten(roots, document.uri);
};

function outline(document: DocumentAnalysis): DocumentSymbol[] {
  const { unit } = document.analysis;
  const sections = sourceSections(unit);
  const roots: DocumentSymbol[] = [];
  let current: DocumentSymbol | undefined;
  let next = 0;
  const openUpTo = (offset: number) => {
    for (let section = sections[next]; section !== undefined && section.span.start <= offset; ) {
      current = sectionSymbol(section.known?.title ?? section.title, section.span, section.heading, document);
      roots.push(current);
      section = sections[++next];
    }
  };
  for (const assignment of unit.assignments) {
    openUpTo(assignment.lineSpan.start);
    (current?.children ?? roots).push(assignmentSymbol(assignment, document));
  }
  openUpTo(Number.POSITIVE_INFINITY);
  return roots;
}

function sectionSymbol(
  name: string,
  span: Span,
  heading: Span,
  { analysis, positions }: DocumentAnalysis,
): DocumentSymbol {
  return {
    name: redactionOf(analysis)(name),
    kind: SymbolKinds.namespace,
    range: positions.range(span),
    selectionRange: positions.range(heading),
    children: [],
  };
}

function assignmentSymbol(assignment: Assignment, document: DocumentAnalysis): DocumentSymbol {
  const { analysis, positions } = document;
  const { property, writtenName, nameSpan, lineSpan } = assignment;
  const symbol: DocumentSymbol = {
    // A name must not be empty.
    name: writtenName.trim() === "" ? "=" : shownName(assignment, document),
    detail: detailOf(assignment, document),
    kind: kindOf(property, document),
    range: positions.range(lineSpan),
    selectionRange: positions.range(nameSpan),
  };
  if (analysis.catalog.property(property)?.deprecated !== undefined) symbol.tags = [DEPRECATED_TAG];
  return symbol;
}

/** A line of a key, or a URL with a password, may have an equals sign in it, and looks like a name. */
function shownName({ property, writtenName }: Assignment, { analysis }: DocumentAnalysis): string {
  return analysis.catalog.knows(property) ? writtenName : redactionOf(analysis)(writtenName);
}

function detailOf({ property, writtenValue }: Assignment, { analysis }: DocumentAnalysis): string {
  if (writtenValue === "") return "";
  if (isSecret(property, analysis)) return MASK;
  return shorten(redactionOf(analysis)(maskParts(property, writtenValue).replace(/\s+/g, " ")), 60);
}

function kindOf(property: string, { analysis }: DocumentAnalysis): DocumentSymbol["kind"] {
  switch (analysis.catalog.property(property)?.type) {
    case undefined:
      return analysis.catalog.knows(property) ? SymbolKinds.property : SymbolKinds.variable;
    case "boolean":
    case "ngx_boolean":
      return SymbolKinds.boolean;
    case "number":
      return SymbolKinds.number;
    case "array":
      return SymbolKinds.array;
    case "string":
    case "untyped":
      return SymbolKinds.string;
  }
}

/** For clients that know no trees. */
function flatten(symbols: readonly DocumentSymbol[], uri: string, container?: string): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, tags, children }) => [
    {
      name,
      kind,
      location: { uri, range },
      ...(tags !== undefined && { tags }),
      ...(container !== undefined && { containerName: container }),
    },
    ...flatten(children ?? [], uri, name),
  ]);
}
