import { describeRelease } from "../../schemas/release.ts";
import { effectTitles } from "./upgrade-markdown.ts";
import { type UpgradePlan, upgradeEffects } from "./upgrade-plan.ts";

/** A plan as a terminal shows it: what would break first, one item a paragraph. */
export function upgradeText(plan: UpgradePlan): string {
  const lines = [`${plan.path}: ${describeRelease(plan.from)} to ${describeRelease(plan.to)}`, ""];
  for (const effect of upgradeEffects) {
    const items = plan.items.filter((item) => item.effect === effect);
    if (items.length === 0) continue;
    lines.push(`${effectTitles[effect]} (${items.length})`);
    for (const { line, property, message, finding } of items) {
      const place = line === undefined ? "" : `line ${line}`;
      lines.push(
        `  ${[place, property].filter((part) => part !== undefined && part !== "").join("  ")}`,
        `    ${message}`,
      );
      for (const fix of finding?.fixes ?? []) {
        lines.push(`    ${fix.applicability === "safe" ? "--write:" : "by hand:"} ${fix.title}`);
      }
    }
    lines.push("");
  }
  if (plan.items.length === 0) lines.push("Nothing in this file changes its meaning.", "");
  if (plan.already > 0) lines.push(`${plan.already} findings concern both releases; kong-lint lists them.`);
  return `${lines.join("\n").trimEnd()}\n`;
}
