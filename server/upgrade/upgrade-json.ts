import type { ReleaseLife } from "../../schemas/lifecycle/lifecycle.ts";
import { formatRelease } from "../../schemas/release.ts";
import type { UpgradePlan } from "./upgrade-plan.ts";

/** A plan for programs. Edits that would show a secret are left out. */
export function upgradeJson(plan: UpgradePlan, lives?: readonly ReleaseLife[]): string {
  const items = plan.items.map(({ effect, property, line, message, finding }) => ({
    effect,
    property: property ?? null,
    line: line ?? null,
    message,
    rule: finding?.rule ?? null,
    fixes: (finding?.fixes ?? []).map(({ title, applicability }) => ({ title, applicability })),
  }));
  const { path, from, to, already } = plan;
  return `${JSON.stringify({ version: 1, path, from: formatRelease(from), to: formatRelease(to), items, already, ...(lives && { lives }) }, null, 2)}\n`;
}
