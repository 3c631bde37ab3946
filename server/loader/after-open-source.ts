import { inRange, type Release } from "../../schemas/release.ts";

/*
 * Kong 3.9 is the last open-source line. Its public source went on until 2026, and Enterprise 3.10 and later are built on
 * that; their own loader is not public. What changed in the loader since 3.9: the name of a switch (December 2024), and
 * empty items of lists (April 2025). Enterprise 3.10 is of March 2025.
 */

/**
 * What becomes of nothing between two commas. `unproven`: it was an item in the release before and is none in the one
 * after, and no public source says which of both this one is.
 */
export type EmptyItems = "kept" | "dropped" | "unproven";

/**
 * Whether a list keeps empty items.
 * @param base the open-source release whose loader is known to read the file
 */
export function emptyItemsOf({ edition, version }: Release, base: string): EmptyItems {
  if (inRange(base, { since: "3.10" })) return "dropped";
  if (edition === "oss" || inRange(version, { before: "3.10" })) return "kept";
  return inRange(version, { before: "3.11" }) ? "unproven" : "dropped";
}

/**
 * The switch for sending data planes only what changed, which is thrown back without `cluster_rpc`. Undefined where no
 * public source says under which of its names the release reads it, or before there was one.
 */
export function syncSwitchOf({ edition, version }: Release, base: string): string | undefined {
  if (inRange(base, { since: "3.10" })) return "cluster_rpc_sync";
  if (edition === "enterprise" && inRange(version, { since: "3.10" })) return undefined;
  return inRange(base, { since: "3.9" }) ? "cluster_incremental_sync" : undefined;
}
