import { inRange, type Release } from "../../../../schemas/release.ts";

/**
 * Whether an upgrade passes Kong 3.2, where the meaning of `#` in a value changed. Before 0.10.4 it was nearly that of
 * 3.2, so an upgrade from there changes nothing.
 */
export function crossesCommentChange(from: Release | undefined, to: Release): boolean {
  return (
    from !== undefined &&
    inRange(from.version, { since: "0.10.4", before: "3.2" }) &&
    inRange(to.version, { since: "3.2" })
  );
}
