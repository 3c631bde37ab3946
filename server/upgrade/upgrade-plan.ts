import type { Release } from "../../schemas/release.ts";
import type { ReportedFinding } from "../engine/report.ts";

/**
 * What an upgrade does to something that is written or left out, most severe first.
 * - `refused`: the new release does not start
 * - `lost`: the new release does not honour the line
 * - `required`: the new release wants a setting that is not there
 * - `meaning`: the same text is read as another value
 * - `default`: the file does not set it, and its default changes
 * - `review`: works, but is worth a look in the new release
 */
export type UpgradeEffect = "refused" | "lost" | "required" | "meaning" | "default" | "review";

/** The effects in the order in which a plan lists them. */
export const upgradeEffects: readonly UpgradeEffect[] = [
  "refused",
  "lost",
  "required",
  "meaning",
  "default",
  "review",
];

/** One thing to do, or to know, about an upgrade. */
export interface UpgradeItem {
  readonly effect: UpgradeEffect;
  readonly property: string | undefined;
  /** From 1; undefined for what is not written. */
  readonly line: number | undefined;
  readonly message: string;
  /** The finding at the new release behind it, with its fixes; undefined for a changed meaning. */
  readonly finding: ReportedFinding | undefined;
}

/** Everything an upgrade from one release to another does to one source. */
export interface UpgradePlan {
  readonly path: string;
  readonly from: Release;
  readonly to: Release;
  /** By effect, then in the order of the source. */
  readonly items: readonly UpgradeItem[];
  /** How many findings the source has at both releases: mistakes, but not the upgrade's. */
  readonly already: number;
}
