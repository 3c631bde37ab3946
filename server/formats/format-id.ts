import type { FormatId } from "./format.ts";

/** The id of a format. Only the folder of a format makes one, so nothing else can tell formats apart by name. */
export function formatId(name: string): FormatId {
  return name as unknown as FormatId;
}
