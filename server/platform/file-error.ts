/** Why something could not be done with a file, in words for the person who named it: `no such file`. */
export class FileError extends Error {
  override readonly name = "FileError";
  readonly path: string;

  constructor(path: string, reason: string) {
    super(reason);
    this.path = path;
  }
}
