import type { FoldingRange } from "vscode-languageserver";
import type { DocumentAnalysis } from "../document-analysis.ts";
import type { DocumentFeature } from "../feature.ts";
import { sourceLine } from "../support/source-line.ts";
import { sourceSections } from "../support/source-sections.ts";

const REGION = /^[ \t]*#\s*region\b/;
const END_REGION = /^[ \t]*#\s*endregion\b/;
const COMMENT = /^[ \t]*[#;]/;

/** Sections, runs of comment lines, settings of several lines, and what stands between `# region` and `# endregion`. */
export const foldingRange: DocumentFeature<"textDocument/foldingRange"> = (document) => [
  ...sectionFolds(document),
  ...commentFolds(document),
  ...statementFolds(document),
];

function sectionFolds({ analysis: { unit } }: DocumentAnalysis): FoldingRange[] {
  const { lines, text } = unit.document;
  return sourceSections(unit).flatMap(({ heading, span }) => {
    const startLine = lines.positionAt(heading.start).line;
    let endLine = lines.positionAt(span.end).line;
    while (endLine > startLine && sourceLine(text, lines, endLine).text.trim() === "") endLine--;
    return fold(startLine, endLine, "region");
  });
}

/** Runs of comments; those within regions too. */
function commentFolds({ analysis: { unit } }: DocumentAnalysis): FoldingRange[] {
  const { lines, text } = unit.document;
  const folds: FoldingRange[] = [];
  const regions: number[] = [];
  let first: number | undefined;
  for (let line = 0; line <= lines.lineCount; line++) {
    const words = line === lines.lineCount ? "" : sourceLine(text, lines, line).text;
    const isRegion = REGION.test(words);
    const isEnd = END_REGION.test(words);
    if (COMMENT.test(words) && !isRegion && !isEnd) {
      first ??= line;
      continue;
    }
    if (first !== undefined) folds.push(...fold(first, line - 1, "comment"));
    first = undefined;
    if (isRegion) regions.push(line);
    const opened = isEnd ? regions.pop() : undefined;
    if (opened !== undefined) folds.push(...fold(opened, line, "region"));
  }
  return folds;
}

function statementFolds({ analysis: { unit } }: DocumentAnalysis): FoldingRange[] {
  const { lines } = unit.document;
  return unit.assignments.flatMap(({ lineSpan }) =>
    fold(lines.positionAt(lineSpan.start).line, lines.positionAt(lineSpan.end).line, undefined),
  );
}

function fold(startLine: number, endLine: number, kind: string | undefined): FoldingRange[] {
  if (endLine <= startLine) return [];
  return [kind === undefined ? { startLine, endLine } : { startLine, endLine, kind }];
}
