import type { DefaultChange, Presence, PropertyHistory } from "./catalog.ts";
import type { PropertyFacts, Timeline } from "./facts/facts-file.ts";
import { kongFacts } from "./facts/kong-facts.ts";
import type { Edition } from "./release.ts";

/** The life of a property over all releases; undefined for a name that no release knows. */
export function historyOf(name: string): PropertyHistory | undefined {
  const timelines = (["oss", "enterprise"] as const).flatMap((edition) => {
    const timeline = kongFacts[edition].properties[name];
    return timeline === undefined ? [] : [{ edition, timeline }];
  });
  if (timelines.length === 0) return undefined;
  return {
    name,
    presence: timelines.flatMap(({ edition, timeline }) => presences(edition, timeline)),
    replacements: [],
    replacementKind: undefined,
    deprecatedIn: {},
    defaultChanges: timelines.flatMap(({ edition, timeline }) => defaultChanges(edition, timeline)),
  };
}

function presences(edition: Edition, timeline: Timeline<PropertyFacts>): Presence[] {
  const spans: Presence[] = [];
  let since: string | undefined;
  for (const [version, change] of timeline) {
    if (change !== null) since ??= version;
    else if (since !== undefined) {
      spans.push({ edition, since, before: version });
      since = undefined;
    }
  }
  if (since !== undefined) spans.push({ edition, since, before: undefined });
  return spans;
}

function defaultChanges(edition: Edition, timeline: Timeline<PropertyFacts>): DefaultChange[] {
  const changes: DefaultChange[] = [];
  let present = false;
  let current: string | null = null;
  for (const [version, change] of timeline) {
    if (change === null) {
      present = false;
      continue;
    }
    const next: string | null = present
      ? change.default === undefined
        ? current
        : change.default
      : (change.default ?? null);
    if (present && next !== current) changes.push({ edition, version, from: current, to: next });
    current = next;
    present = true;
  }
  return changes;
}
