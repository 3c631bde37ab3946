import { memoizeObject } from "../../grammar/text/memoize.ts";
import type { EditionFacts, Timeline, Timelines } from "./facts-file.ts";

/** The place of each release in the order of its edition. */
export type ReleaseOrder = ReadonlyMap<string, number>;

/** The order of the releases of an edition; the same object for the same facts. */
export const releaseOrder = memoizeObject(
  (facts: EditionFacts): ReleaseOrder =>
    new Map(Object.keys(facts.releases).map((version, index) => [version, index])),
);

/**
 * What a timeline says of one release.
 * @param at the place of the release in `order`
 * @returns undefined where the thing is absent. The answer may be part of the timeline: it is not to be changed.
 */
export function readTimeline<T>(timeline: Timeline<T>, order: ReleaseOrder, at: number): T | undefined {
  let first = -1;
  let end = 0;
  for (; end < timeline.length; end++) {
    const step = timeline[end];
    if (step === undefined || (order.get(step[0]) ?? Number.POSITIVE_INFINITY) > at) break;
    if (step[1] === null) first = -1;
    else if (first === -1) first = end;
  }
  const start = first === -1 ? undefined : timeline[first]?.[1];
  // The writer puts every required attribute into the first step of a presence.
  if (!start || end === first + 1) return (start ?? undefined) as T | undefined;
  const state: Record<string, unknown> = { ...start };
  let removes = false;
  for (let step = first + 1; step < end; step++) {
    const change = timeline[step]?.[1];
    Object.assign(state, change);
    for (const key in change) removes ||= change[key] === null;
  }
  if (removes) for (const key in state) if (state[key] === null) delete state[key];
  return state as T;
}

/** What all timelines of a kind say of one release, in their order in the file. */
export function readTimelines<T>(timelines: Timelines<T>, order: ReleaseOrder, at: number): Map<string, T> {
  const present = new Map<string, T>();
  for (const name in timelines) {
    const timeline = timelines[name];
    const state = timeline === undefined ? undefined : readTimeline(timeline, order, at);
    if (state !== undefined) present.set(name, state);
  }
  return present;
}
