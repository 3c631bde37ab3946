import { toText } from "../../../loader/lua/to-text.ts";
import { convertValue } from "../../../loader/read/convert-value.ts";

/**
 * What Kong's file reader makes of a text that as a whole is a Lua number: `007` becomes `7`, `0x1F` becomes `31`.
 * Undefined where the text is no number to it. The delimiter is that of 0.9.1 and later.
 */
export function numericReading(text: string): string | undefined {
  const value = convertValue(text, "_blank_");
  return typeof value === "number" ? toText(value) : undefined;
}
