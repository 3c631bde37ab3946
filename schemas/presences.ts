import type { Presence } from "./catalog.ts";
import type { Timeline } from "./facts/facts-file.ts";
import { kongFacts } from "./facts/kong-facts.ts";
import { compareVersions, type Edition } from "./release.ts";

/** Kinds of modules that come with Kong and that a list of names loads. */
export type ModuleKind = "plugins" | "vaults";

/** The spans of releases in which a plugin or a vault comes with Kong; empty for a name that never did. */
export function modulePresences(kind: ModuleKind, name: string): readonly Presence[] {
  const editions: readonly Edition[] = ["oss", "enterprise"];
  return editions.flatMap((edition) => {
    const timelines = kongFacts[edition][kind];
    const timeline = Object.hasOwn(timelines, name) ? timelines[name] : undefined;
    return timeline === undefined ? [] : presences(edition, timeline);
  });
}

/** The names of all modules of a kind that ever came with Kong. */
export function moduleNames(kind: ModuleKind): readonly string[] {
  return [
    ...new Set([...Object.keys(kongFacts.oss[kind]), ...Object.keys(kongFacts.enterprise[kind])]),
  ].sort();
}

/**
 * The first Enterprise line of which the modules are known that open source never had. Of earlier lines nobody knows which
 * of these they have.
 */
export function firstListedLine(): string | undefined {
  const { oss, enterprise } = kongFacts;
  return Object.entries(enterprise.plugins)
    .filter(([name]) => !Object.hasOwn(oss.plugins, name))
    .flatMap(([, timeline]) => timeline[0]?.[0] ?? [])
    .sort(compareVersions)[0];
}

/** The spans of releases of an edition in which a thing is there. */
export function presences(edition: Edition, timeline: Timeline<object>): Presence[] {
  const spans: Presence[] = [];
  let since: string | undefined;
  const end = (before: string | undefined) => {
    if (since !== undefined) spans.push({ edition, since, before, orEarlier: isEarliest(edition, since) });
    since = undefined;
  };
  for (const [version, change] of timeline) {
    if (change === null) end(version);
    else since ??= version;
  }
  end(undefined);
  return spans;
}

/** Whether nothing complete is known of the releases before this one. */
function isEarliest(edition: Edition, version: string): boolean {
  const { releases } = kongFacts[edition];
  const versions = Object.keys(releases);
  return versions.slice(0, versions.indexOf(version)).every((earlier) => releases[earlier]?.partial === true);
}
