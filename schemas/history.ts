import { memoizeText } from "../grammar/text/memoize.ts";
import type { DefaultChange, PropertyHistory } from "./catalog.ts";
import type { PropertyFacts, Timeline } from "./facts/facts-file.ts";
import historyJson from "./facts/history.json" with { type: "json" };
import type { HistoryFacts, HistoryFile } from "./facts/history-file.ts";
import { kongFacts } from "./facts/kong-facts.ts";
import { presences } from "./presences.ts";
import type { Edition } from "./release.ts";

// The compiler sees the file as unrelated literal types; the tests hold it to HistoryFile.
const curated = historyJson as unknown as HistoryFile;

interface EditionTimeline {
  readonly edition: Edition;
  readonly timeline: Timeline<PropertyFacts>;
}

/** The life of a property over all releases; undefined for a name of which nothing is known. */
export const historyOf: (name: string) => PropertyHistory | undefined = memoizeText(readHistory, 2000);

function readHistory(name: string): PropertyHistory | undefined {
  const timelines = timelinesOf(name);
  const more = Object.hasOwn(curated, name) ? curated[name] : undefined;
  if (timelines.length === 0 && more === undefined) return undefined;
  const replacements =
    more?.replacedBy ??
    timelines.map(({ timeline }) => lastReplacement(timeline)).find((found) => found) ??
    [];
  return {
    name,
    presence: timelines.flatMap(({ edition, timeline }) => presences(edition, timeline)),
    ...(more?.goneBy && { goneBy: more.goneBy }),
    replacements,
    replacementKind: replacements.length === 0 ? undefined : (more?.kind ?? "renamed"),
    deprecatedIn: { ...Object.fromEntries(timelines.flatMap(deprecation)), ...more?.deprecatedIn },
    defaultChanges: timelines.flatMap(({ edition, timeline }) => defaultChanges(edition, timeline)),
    valueChanges: more?.values ?? [],
    ...noteOf(more),
    unverified: more?.unverified === true,
  };
}

function timelinesOf(name: string): EditionTimeline[] {
  const editions: readonly Edition[] = ["oss", "enterprise"];
  return editions.flatMap((edition) => {
    const all = kongFacts[edition].properties;
    const timeline = Object.hasOwn(all, name) ? all[name] : undefined;
    return timeline === undefined ? [] : [{ edition, timeline }];
  });
}

function noteOf(facts: HistoryFacts | undefined): { note?: string } {
  return facts?.note === undefined ? {} : { note: facts.note };
}

function defaultChanges(edition: Edition, timeline: Timeline<PropertyFacts>): DefaultChange[] {
  const changes: DefaultChange[] = [];
  let current: string | null | undefined;
  for (const [version, change] of timeline) {
    if (change === null) current = undefined;
    else if (current === undefined) current = change.default ?? null;
    else if (change.default !== undefined) {
      changes.push({ edition, version, from: current, to: change.default });
      current = change.default;
    }
  }
  return changes;
}

function deprecation({ edition, timeline }: EditionTimeline): [Edition, string][] {
  const step = timeline.find(([, change]) => change?.deprecated);
  return step === undefined ? [] : [[edition, step[0]]];
}

function lastReplacement(timeline: Timeline<PropertyFacts>): readonly string[] | undefined {
  return timeline.findLast(([, change]) => change?.deprecated)?.[1]?.deprecated?.replacements;
}
