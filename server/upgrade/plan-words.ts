import type { UpgradeEffect } from "./upgrade-plan.ts";

/** What a reader of a plan sees above the items of one effect. */
export const effectTitles: Readonly<Record<UpgradeEffect, string>> = {
  refused: "Kong does not start until this is changed",
  lost: "No longer honoured",
  required: "Newly needed (the environment may already set it)",
  meaning: "Read as another value",
  default: "Not set here, and the default changes",
  review: "Worth a look",
};

/** The last line of a plan: mistakes that are none of the upgrade's. */
export function alreadyThere(count: number): string {
  return count === 1
    ? "One finding concerns both releases; `kong-lint` lists it."
    : `${count} findings concern both releases; \`kong-lint\` lists them.`;
}
