import type { ReleaseLife } from "../../schemas/lifecycle/lifecycle.ts";
import { describeRelease } from "../../schemas/release.ts";
import { escapeText } from "../report/escape-text.ts";
import { type Page, paragraph, plainPage } from "../report/page.ts";
import type { Look } from "../report/style.ts";
import { groupItems, type ItemGroup } from "./group-items.ts";
import { lifeLines } from "./life-words.ts";
import { alreadyThere, effectTitles } from "./plan-words.ts";
import { type UpgradeEffect, type UpgradePlan, upgradeEffects } from "./upgrade-plan.ts";

const LOOKS: Readonly<Record<UpgradeEffect, Look>> = {
  refused: "error",
  lost: "error",
  required: "warning",
  meaning: "warning",
  default: "info",
  review: "info",
};

/** A plan as a terminal shows it: what would break first, one item a paragraph. */
export function upgradeText(
  plan: UpgradePlan,
  lives: readonly ReleaseLife[] = [],
  page: Page = plainPage,
): string {
  const { style } = page;
  const lines = [
    `${style.paint("path", escapeText(plan.path))}: ${describeRelease(plan.from)} to ${describeRelease(plan.to)}`,
    "",
  ];
  for (const effect of upgradeEffects) {
    const items = plan.items.filter((item) => item.effect === effect);
    if (items.length === 0) continue;
    lines.push(
      `${style.paint(LOOKS[effect], effectTitles[effect])} (${items.length})`,
      ...groupItems(items).flatMap((group) => itemLines(group, page)),
      "",
    );
  }
  if (plan.items.length === 0) lines.push("Nothing in this file changes its meaning.", "");
  if (plan.already > 0) lines.push(...paragraph(alreadyThere(plan.already), page, 0));
  const ends = lives.flatMap((life) => ["", ...lifeLines(life, page)]);
  return `${[lines.join("\n").trimEnd(), ...ends].join("\n")}\n`;
}

function itemLines({ items, message }: ItemGroup, page: Page): readonly string[] {
  const { style } = page;
  const heads = items.map(({ line, property }) =>
    [
      line === undefined ? "" : style.paint("faint", `line ${line}`),
      style.paint("strong", escapeText(property ?? "")),
    ]
      .filter((part) => part !== "")
      .join("  "),
  );
  const fixes = items[0].finding?.fixes ?? [];
  const advice =
    items.length === 1
      ? fixes.map(({ applicability, title }) => `${means(applicability)}: ${escapeText(title)}`)
      : fixes.slice(0, 1).map(({ applicability }) => `${means(applicability)}: all ${items.length} of them`);
  return [
    ...heads.map((head) => `  ${head}`),
    ...paragraph(escapeText(message), page, 4),
    ...advice.flatMap((line) => paragraph(line, page, 4, 2)),
  ];
}

function means(applicability: string): string {
  return applicability === "safe" ? "safe edit (--write)" : "by hand";
}
