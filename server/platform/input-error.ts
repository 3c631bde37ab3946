/** What an argument of the public API is refused for. */
export type InputErrorCode =
  | "unknown-format"
  | "unknown-rule"
  | "invalid-settings"
  | "invalid-input"
  | "not-kong";

/** A wrong argument, in one sentence. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly code: InputErrorCode;

  constructor(code: InputErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** @throws InputError where a name is not one of some */
export function unknownFormat(name: unknown, known: readonly string[]): InputError {
  const said = typeof name === "string" ? `\`${name}\`` : `of the type ${typeof name}`;
  return new InputError("unknown-format", `there is no format ${said}; the formats are ${known.join(", ")}`);
}
