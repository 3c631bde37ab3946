import type { UpgradeItem } from "./upgrade-plan.ts";

/** Items of one effect that say the same of several properties. */
export interface ItemGroup {
  /** In the order of the plan; the first one speaks for all. */
  readonly items: readonly [UpgradeItem, ...UpgradeItem[]];
  /** The message; of several items, with the properties left out of it. */
  readonly message: string;
}

/** Fewer items than these are told one by one. */
const SMALLEST_GROUP = 3;

/** Puts items together that differ in nothing but the property, so that a plan does not say one thing twenty times. */
export function groupItems(items: readonly UpgradeItem[]): readonly ItemGroup[] {
  const bySaying = new Map<string, [UpgradeItem, ...UpgradeItem[]]>();
  for (const item of items) {
    const key = `${item.effect} ${item.finding?.rule} ${sayingOf(item)} ${adviceOf(item)}`;
    const group = bySaying.get(key);
    if (group === undefined) bySaying.set(key, [item]);
    else group.push(item);
  }
  return [...bySaying.values()].flatMap((group): ItemGroup[] =>
    group.length < SMALLEST_GROUP
      ? group.map((item) => ({ items: [item], message: item.message }))
      : [{ items: group, message: sayingOf(group[0]) }],
  );
}

function sayingOf({ message, property }: UpgradeItem): string {
  return property === undefined ? message : message.replaceAll(`\`${property}\``, "them");
}

function adviceOf({ finding, property }: UpgradeItem): string {
  return (finding?.fixes ?? [])
    .map(({ title, applicability }) => `${applicability} ${title.replaceAll(property ?? title, "")}`)
    .join();
}
