import type { ReleaseLife } from "../../schemas/lifecycle/lifecycle.ts";
import { describeRelease } from "../../schemas/release.ts";
import { escapeText } from "../report/escape-text.ts";
import { groupItems, type ItemGroup } from "./group-items.ts";
import { lifeLines } from "./life-words.ts";
import { alreadyThere, effectTitles } from "./plan-words.ts";
import { type UpgradePlan, upgradeEffects } from "./upgrade-plan.ts";

/** A plan as a terminal shows it: what would break first, one item a paragraph. */
export function upgradeText(plan: UpgradePlan, lives: readonly ReleaseLife[] = []): string {
  const lines = [
    `${escapeText(plan.path)}: ${describeRelease(plan.from)} to ${describeRelease(plan.to)}`,
    "",
  ];
  for (const effect of upgradeEffects) {
    const items = plan.items.filter((item) => item.effect === effect);
    if (items.length === 0) continue;
    lines.push(`${effectTitles[effect]} (${items.length})`, ...groupItems(items).flatMap(paragraph), "");
  }
  if (plan.items.length === 0) lines.push("Nothing in this file changes its meaning.", "");
  if (plan.already > 0) lines.push(alreadyThere(plan.already).replaceAll("`", ""));
  const ends = lives.flatMap((life) => ["", ...lifeLines(life)]);
  return `${[lines.join("\n").trimEnd(), ...ends].join("\n")}\n`;
}

function paragraph({ items, message }: ItemGroup): readonly string[] {
  const heads = items.map(({ line, property }) =>
    [line === undefined ? "" : `line ${line}`, escapeText(property ?? "")]
      .filter((part) => part !== "")
      .join("  "),
  );
  const fixes = items[0].finding?.fixes ?? [];
  const advice =
    items.length === 1
      ? fixes.map(({ applicability, title }) => `    ${means(applicability)} ${escapeText(title)}`)
      : fixes
          .slice(0, 1)
          .map(({ applicability }) => `    ${means(applicability)} all ${items.length} of them`);
  return [...heads.map((head) => `  ${head}`), `    ${escapeText(message)}`, ...advice];
}

function means(applicability: string): string {
  return applicability === "safe" ? "--write:" : "by hand:";
}
