import { type ParseError, parseTree } from "jsonc-parser";

/** The offset, in UTF-16 units, at which a text stops being JSON (RFC 8259); undefined where it is JSON. */
export function jsonFault(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return firstError(text) ?? 0;
  }
}

function firstError(text: string): number | undefined {
  const errors: ParseError[] = [];
  try {
    parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  } catch (error) {
    // The library goes down a level of the stack for each of the text.
    if (!(error instanceof RangeError)) throw error;
  }
  return errors[0]?.offset;
}
