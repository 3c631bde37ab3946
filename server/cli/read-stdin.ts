import { fstatSync, readSync } from "node:fs";
import { FileError } from "../platform/file-error.ts";
import { StreamedBytes } from "../platform/streamed-bytes.ts";

/** Standard input to its end. Throws a {@link FileError} when it is a folder or has no end. */
export async function readStdin(): Promise<Uint8Array> {
  const bytes = new StreamedBytes("<stdin>");
  try {
    bytes.drain((into) => readSync(0, into));
  } catch (error) {
    if (error instanceof FileError) throw error;
    if (fstatSync(0).isDirectory()) throw new FileError("<stdin>", "is a folder");
    // A terminal or a pipe that does not block: wait for the rest as Node's own stream does.
    for await (const chunk of process.stdin) bytes.add(chunk);
  }
  return bytes.whole();
}
