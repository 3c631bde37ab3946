import type { DocumentLink } from "vscode-languageserver";
import { sliceSpan } from "../../../grammar/text/span.ts";
import { lintComments } from "../../engine/lint-comments.ts";
import { docsOf } from "../../engine/rule-docs.ts";
import type { Assignment } from "../../inputs/assignment.ts";
import { valueItems } from "../../rules/support/value-items.ts";
import type { DocumentAnalysis } from "../document-analysis.ts";
import type { DocumentFeature } from "../feature.ts";
import { isSecret } from "../support/redaction.ts";
import { uriOfPath } from "../uri.ts";

/** Properties that hold paths of files. */
const PATH_PROPERTY =
  /(?:_cert|_cert_key|_key|_certificate|_crt|_pem|_file|_path|_hostsfile|_dhparam|_public_key)$|^(?:declarative_config|lua_ssl_trusted_certificate|error_template_\w+|prefix|.*_(?:access|error)_log)$/;

/** An absolute path without a variable or a template in it. */
const PATH = /^\/(?!\/)[\w.@+,~/-]*[\w.@+~-]$/;

/** Files that values name by absolute paths, and the pages of the rules that comments name. */
export const documentLink: DocumentFeature<"textDocument/documentLink"> = (document) => [
  ...pathLinks(document),
  ...ruleLinks(document),
];

function pathLinks(document: DocumentAnalysis): DocumentLink[] {
  const { analysis, positions, uri } = document;
  // Elsewhere than on this machine a path leads nowhere.
  if (!/^file:/i.test(uri)) return [];
  return analysis.unit.assignments
    .filter(({ property, opaque }) => opaque === undefined && PATH_PROPERTY.test(property))
    .flatMap((assignment) => pathsIn(assignment, document))
    .map(({ path, span }) => ({
      range: positions.range(span),
      target: uriOfPath(path),
      tooltip: "Open the file",
    }));
}

/** Keys may be written as their text; only what is a path by its form is one. */
function pathsIn(assignment: Assignment, { analysis }: DocumentAnalysis) {
  const text = analysis.unit.document.text;
  return valueItems(assignment).flatMap(({ text: path, span }) => {
    const isWhole = sliceSpan(text, span) === path;
    const isDevice = path.startsWith("/dev/") || path.startsWith("/proc/");
    if (!isWhole || isDevice || !PATH.test(path)) return [];
    if (isSecret(assignment.property, analysis) && !/\.\w+$/.test(path)) return [];
    return [{ path, span }];
  });
}

function ruleLinks({ analysis, positions }: DocumentAnalysis): DocumentLink[] {
  return lintComments(analysis.unit).flatMap((comment) =>
    comment.kind === "suppression"
      ? comment.names.map(({ id, span }) => ({
          range: positions.range(span),
          target: docsOf(id),
          tooltip: "Open the page of the rule",
        }))
      : [],
  );
}
