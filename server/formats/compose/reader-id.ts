import type { Reader } from "../../model/format.ts";
import type { ComposeReader } from "./reader.ts";

/** The name of a version of Compose as the interface has it. */
export function readerId(reader: ComposeReader): Reader {
  return reader as string as Reader;
}
