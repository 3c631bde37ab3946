import type { SourceFormat } from "../../model/format.ts";
import type { Source } from "../../model/source.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { parseHcl, parseHclExpression } from "../hcl/parse-hcl.ts";
import type { HclExpression, HclText } from "../hcl/tree.ts";
import { plainSource } from "../shared/plain-source.ts";
import { TERRAFORM } from "./detect.ts";

export interface TerraformSource extends Source {
  readonly kind: "terraform";
  readonly hcl: HclText;
  /** What a text without blocks and attributes is: a part of a file. */
  readonly expression: HclExpression | undefined;
}

/** The blocks of a Terraform file. */
export function parseTerraform(
  format: SourceFormat<TerraformSource>,
  document: SourceDocument,
): TerraformSource {
  const { text } = document;
  const plain = plainSource(format, document);
  const start = /^\ufeff?\s*/.exec(text)?.[0].length ?? 0;
  // A snippet in a page may be an expression: no body begins so.
  if (!/^(?:[[{]|[a-z_]\w*\()/.test(text.slice(start, start + 60)))
    return { ...plain, kind: "terraform", hcl: parseHcl(text), expression: undefined };
  const { expression, comments, faults } = parseHclExpression(text, { start, end: text.length });
  const hcl: HclText = { body: { items: [], span: { start: 0, end: text.length } }, comments, faults };
  return { ...plain, kind: "terraform", hcl, expression };
}

/** Whether a source is one of Terraform. */
export function isTerraform(source: Source): source is TerraformSource {
  return source.format.id === TERRAFORM;
}
