import { FileError } from "./file-error.ts";

/** A file has more bytes than somebody wanted to read. */
export class FileTooLarge extends FileError {
  /** In bytes. */
  readonly size: number;

  constructor(path: string, size: number) {
    super(path, "is too large");
    this.size = size;
  }
}
