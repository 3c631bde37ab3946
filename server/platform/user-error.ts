/**
 * Something the user can put right: a flag, a settings file, a path. The program says the message in one line and ends
 * with exit code 2; it is never a bug of the program.
 */
export class UserError extends Error {
  override readonly name = "UserError";
}
