import { kongConf } from "../../server/formats/kong-conf/format.ts";
import type { FormatId } from "../../server/model/source.ts";

/**
 * Outside of `server/formats` nothing tells formats apart by name. These lines are checked by the compiler alone: one that
 * compiles makes `npm run check` fail.
 */
export function comparisons(id: FormatId): readonly boolean[] {
  return [
    // @ts-expect-error a format is no text
    id === "kong-conf",
    // @ts-expect-error nor is a text a format
    "dotenv" === kongConf.id,
    // @ts-expect-error nor in a list of texts
    ["kong-conf", "dotenv"].includes(id),
    id === kongConf.id,
  ];
}

/** A switch over names does not compile either. */
export function named(id: FormatId): string {
  switch (id) {
    // @ts-expect-error a format is no text
    case "kong-conf":
      return "a kong.conf";
    default:
      return "something else";
  }
}
