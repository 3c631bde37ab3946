import type { DocumentLink } from "vscode-languageserver";
import { sliceSpan } from "../../../grammar/text/span.ts";
import type { Analysis } from "../../engine/analyze.ts";
import { docsOf } from "../../engine/rule-docs.ts";
import { lintComments } from "../../findings/lint-comments.ts";
import type { Assignment } from "../../model/assignment.ts";
import { isAbsolutePath, joinPath, parentFolder } from "../../platform/paths.ts";
import { valueItems } from "../../rules/support/value-items.ts";
import type { DocumentAnalysis } from "../document-analysis.ts";
import type { DocumentFeature, FeatureContext } from "../feature.ts";
import { ownAssignments } from "../support/assignment-at.ts";
import { pathKindOf, relativeTo } from "../support/path-properties.ts";
import { isSecret } from "../support/redaction.ts";
import { referencedFiles, type WrittenPath } from "../support/referenced-files.ts";
import { pathOfUri, uriOfPath } from "../uri.ts";

/** A path without a variable or a template in it. */
const PATH = /^(?!\/\/)[\w.@+,~/-]*[\w@+~-]$/;

/** Files that values name by their paths, files to which the text refers, and the pages of the rules that comments name. */
export const documentLink: DocumentFeature<"textDocument/documentLink"> = async (
  document,
  _params,
  context,
) => [...(await pathLinks(document, context)), ...ruleLinks(document)];

async function pathLinks(document: DocumentAnalysis, context: FeatureContext): Promise<DocumentLink[]> {
  const { analysis, positions, uri } = document;
  const own = pathOfUri(uri);
  // Elsewhere than on this machine a path leads nowhere.
  if (own === undefined) return [];
  const inValues = analysis.units.flatMap((each) =>
    ownAssignments(each.unit)
      .filter(({ property, opaque }) => opaque === undefined && pathKindOf(property) === "file")
      .flatMap((assignment) => pathsIn(assignment, { ...analysis, ...each }, parentFolder(own))),
  );
  const found = [...inValues, ...referencedFiles(analysis.linked, own)];
  // Processes may share the characters.
  const paths = [...new Map(found.map((each) => [`${each.span.start} ${each.path}`, each])).values()];
  const links = await Promise.all(
    paths.map(async ({ written, path, span }): Promise<DocumentLink | undefined> => {
      // Where nobody can tell what stands there, only what says where it stands is taken at its word.
      const isFile = context.isFile === undefined ? isAbsolutePath(written) : await context.isFile(path);
      return isFile
        ? { range: positions.range(span), target: uriOfPath(path), tooltip: "Open the file" }
        : undefined;
    }),
  );
  return links.filter((link) => link !== undefined);
}

/** Keys may be written as their text; only what is a path by its form is one. */
function pathsIn(assignment: Assignment, analysis: Analysis, folder: string): readonly WrittenPath[] {
  const { property } = assignment;
  const text = analysis.unit.document.text;
  const base = relativeTo(property, analysis, folder);
  return valueItems(assignment).flatMap(({ text: written, span }) => {
    const isWhole = sliceSpan(text, span) === written;
    const isDevice = written.startsWith("/dev/") || written.startsWith("/proc/");
    if (!isWhole || isDevice || !PATH.test(written)) return [];
    if (isSecret(property, analysis) && !/\.\w+$/.test(written)) return [];
    if (base === undefined && !isAbsolutePath(written)) return [];
    return [{ written, path: joinPath(base ?? "/", written), span }];
  });
}

function ruleLinks({ analysis, positions }: DocumentAnalysis): DocumentLink[] {
  return lintComments(analysis.linked.source).flatMap((comment) =>
    comment.kind === "suppression"
      ? comment.names.map(({ id, span }) => ({
          range: positions.range(span),
          target: docsOf(id),
          tooltip: "Open the page of the rule",
        }))
      : [],
  );
}
