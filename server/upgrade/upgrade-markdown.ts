import { describeRelease } from "../../schemas/release.ts";
import { type UpgradeEffect, type UpgradeItem, type UpgradePlan, upgradeEffects } from "./upgrade-plan.ts";

/** What a reader of a plan sees above the items of one effect. */
export const effectTitles: Readonly<Record<UpgradeEffect, string>> = {
  refused: "Kong does not start until this is changed",
  lost: "No longer honoured",
  required: "Newly needed (the environment may already set it)",
  meaning: "Read as another value",
  default: "Not set here, and the default changes",
  review: "Worth a look",
};

/** A checklist in Markdown that fits into a pull request or a change ticket. */
export function upgradeMarkdown(plan: UpgradePlan): string {
  const lines = [
    `# Upgrade of ${plan.path}: ${describeRelease(plan.from)} to ${describeRelease(plan.to)}`,
    "",
  ];
  if (plan.items.length === 0) lines.push("Nothing in this file changes its meaning.", "");
  for (const effect of upgradeEffects) {
    const items = plan.items.filter((item) => item.effect === effect);
    if (items.length === 0) continue;
    lines.push(`## ${effectTitles[effect]}`, "", ...items.map(checklistLine), "");
  }
  if (plan.already > 0)
    lines.push(`${plan.already} findings concern both releases; \`kong-lint\` lists them.`, "");
  return lines.join("\n");
}

function checklistLine(item: UpgradeItem): string {
  const place = item.line === undefined ? "" : ` (line ${item.line})`;
  const name = item.property === undefined ? "" : `\`${item.property}\``;
  const fix = item.finding?.fixes[0];
  const advice =
    fix === undefined
      ? ""
      : ` — ${fix.title}${fix.applicability === "safe" ? " (applied by `--write`)" : ""}`;
  return `- [ ] ${[name + place, item.message].filter((part) => part !== "").join(": ")}${advice}`;
}
