import { type ParseError, parseTree } from "jsonc-parser";

/** The offset, in UTF-16 units, at which a text stops being JSON (RFC 8259); undefined where it is JSON. */
export function jsonFault(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const errors: ParseError[] = [];
    parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
    return errors[0]?.offset ?? 0;
  }
}
