import type { FormattingOptions } from "vscode-languageserver";
import type { DocumentFeature } from "../feature.ts";
import { formatEdits } from "./formatting/format-edits.ts";
import type { EndOptions } from "./formatting/gap-edits.ts";

/** Formats a document. What Kong reads stays the same. */
export const formatting: DocumentFeature<"textDocument/formatting"> = (
  { analysis, positions },
  { options },
) => {
  const edits = formatEdits(analysis.unit, {
    parts: "all",
    ends: endOptions(options),
    base: analysis.catalog.base,
  });
  return edits.map((edit) => positions.textEdit(edit));
};

/** What an editor says nothing about is done. */
export function endOptions(options: FormattingOptions): EndOptions {
  return {
    trimsLines: options.trimTrailingWhitespace !== false,
    trimsEnd: options.trimFinalNewlines !== false,
    endsInBreak: options.insertFinalNewline !== false,
  };
}
