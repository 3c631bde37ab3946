import type { FormatId } from "./source.ts";

/** A format by its name. Each format calls this once; everything else passes the id on. */
export function defineFormat(name: string): FormatId {
  // Opaque by design: the name can only be read by `formatName`.
  return Object.freeze({ name }) as unknown as FormatId;
}

/** The name of a format, for output and settings: `kong-conf`. */
export function formatName(id: FormatId): string {
  return (id as unknown as { readonly name: string }).name;
}
