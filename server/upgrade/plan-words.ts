import type { UpgradeEffect } from "./upgrade-plan.ts";

/** What a reader of a plan sees above the items of one effect. */
export const effectTitles: Readonly<Record<UpgradeEffect, string>> = {
  refused: "Kong does not start until this is changed",
  lost: "No longer honored",
  required: "Newly needed (the environment may already set it)",
  meaning: "Read as another value",
  default: "Not set here, and the default changes",
  review: "Worth a look",
};

/** The last line of a plan: mistakes that have nothing to do with the upgrade. */
export function alreadyThere(count: number): string {
  return count === 1
    ? "One finding applies to both releases; run `kong-lint` to see it."
    : `${count} findings apply to both releases; run \`kong-lint\` to see them.`;
}
