import { applyEdits, type TextEdit } from "../../grammar/text/text-edit.ts";
import { InputError } from "./input-error.ts";

/** Types do not hold where JavaScript calls: what comes from outside is looked at before it is used. */
type Unknown<Shape> = { readonly [Key in keyof Shape]?: unknown };

/** @throws InputError where a value is not an object, or has a key that is none of some */
export function checkObject(name: string, value: unknown, keys?: readonly string[]): void {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new InputError("invalid-input", `\`${name}\` must be an object`);
  const strange = keys && Object.keys(value).find((key) => !keys.includes(key));
  if (strange !== undefined)
    throw new InputError(
      "invalid-input",
      `\`${name}\` has no option \`${strange}\`; the options are ${keys?.join(", ")}`,
    );
}

/** @throws InputError where a value is not a string */
export function checkString(name: string, value: unknown): void {
  if (typeof value !== "string") throw new InputError("invalid-input", `\`${name}\` must be a string`);
}

/** @throws InputError where a value is not an array of strings */
export function checkStrings(name: string, value: unknown): void {
  if (!Array.isArray(value) || value.some((item) => typeof item !== "string"))
    throw new InputError("invalid-input", `\`${name}\` must be an array of strings`);
}

/** @throws InputError where a value is not a boolean */
export function checkBoolean(name: string, value: unknown): void {
  if (typeof value !== "boolean") throw new InputError("invalid-input", `\`${name}\` must be true or false`);
}

/** @throws InputError where a value is not an array of reports, as `lint` returns them */
export function checkReports(name: string, value: unknown): void {
  const isReport = (item: unknown) =>
    typeof item === "object" && item !== null && Array.isArray((item as Unknown<{ findings: 0 }>).findings);
  if (!Array.isArray(value) || !value.every(isReport))
    throw new InputError(
      "invalid-input",
      `\`${name}\` must be an array of reports, as \`lint\` returns them`,
    );
}

/**
 * The text after all edits, which refer to the text as it was.
 * @throws InputError where the edits overlap, or one is outside of the text
 */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  checkString("text", text);
  if (!Array.isArray(edits) || !edits.every((edit: unknown) => isEdit(edit, text)))
    throw new InputError(
      "invalid-input",
      "`edits` must be an array of `{span: {start, end}, newText}`, with offsets inside of the text",
    );
  try {
    return applyEdits(text, edits);
  } catch (error) {
    if (error instanceof RangeError) throw new InputError("invalid-input", "two of the `edits` overlap");
    throw error;
  }
}

function isEdit(edit: unknown, { length }: string): boolean {
  const { span, newText } = (edit ?? {}) as Unknown<TextEdit>;
  const { start, end } = (span ?? {}) as Unknown<TextEdit["span"]>;
  const isOffset = (offset: unknown): offset is number =>
    Number.isInteger(offset) && (offset as number) >= 0 && (offset as number) <= length;
  return typeof newText === "string" && isOffset(start) && isOffset(end) && start <= end;
}
