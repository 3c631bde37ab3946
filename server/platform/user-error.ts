/**
 * Something the user can put right: a flag, a settings file, a path. The program says the message in one line and ends
 * with exit code 2; it is never a bug of the program.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  /** What else is wrong in the same place, each in one line. */
  readonly further: readonly string[];

  constructor(message: string, further: readonly string[] = []) {
    super(message);
    this.further = further;
  }
}
