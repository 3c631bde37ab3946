import type { ReleaseLife } from "../../schemas/lifecycle/lifecycle.ts";
import { describeRelease } from "../../schemas/release.ts";
import { escapeText } from "../report/escape-text.ts";
import { groupItems, type ItemGroup } from "./group-items.ts";
import { lifeLines } from "./life-words.ts";
import { alreadyThere, effectTitles } from "./plan-words.ts";
import { type UpgradeItem, type UpgradePlan, upgradeEffects } from "./upgrade-plan.ts";

/** A checklist in Markdown that fits into a pull request or a change ticket. */
export function upgradeMarkdown(plan: UpgradePlan, lives: readonly ReleaseLife[] = []): string {
  const lines = [
    `# Upgrade of ${escapeText(plan.path)}: ${describeRelease(plan.from)} to ${describeRelease(plan.to)}`,
    "",
  ];
  if (plan.items.length === 0) lines.push("Nothing in this file changes its meaning.", "");
  for (const effect of upgradeEffects) {
    const items = plan.items.filter((item) => item.effect === effect);
    if (items.length === 0) continue;
    lines.push(`## ${effectTitles[effect]}`, "", ...groupItems(items).map(checklistLine), "");
  }
  if (plan.already > 0) lines.push(alreadyThere(plan.already), "");
  if (lives.length > 0) lines.push("## Support and known vulnerabilities", "");
  for (const [head = "", ...rest] of lives.map((life) => lifeLines(life)))
    lines.push(`- ${head}`, ...rest.map((line) => `  - ${line.trim()}`), "");
  return lines.join("\n");
}

function checklistLine({ items, message }: ItemGroup): string {
  const [first] = items;
  const speaksForItself = items.length === 1 && message.startsWith(`\`${first.property}\``);
  const names = speaksForItself
    ? [placeOf(first)]
    : items.map((item) =>
        item.property === undefined
          ? placeOf(item)
          : `\`${item.property}\`${item.line === undefined ? "" : ` (${placeOf(item)})`}`,
      );
  const fix = first.finding?.fixes[0];
  const advice =
    fix === undefined || items.length > 1
      ? items.length > 1 && fix?.applicability === "safe"
        ? " *(safe edit)*"
        : ""
      : ` *(${fix.applicability === "safe" ? "safe edit" : "by hand"}: ${fix.title})*`;
  const words = [capital(names.join(", ")), message].filter((part) => part !== "").join(": ");
  return `- [ ] ${escapeText(words + advice)}`;
}

function placeOf({ line }: UpgradeItem): string {
  return line === undefined ? "" : `line ${line}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
