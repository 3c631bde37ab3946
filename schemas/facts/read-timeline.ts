import type { Timeline, Timelines } from "./facts-file.ts";

/** The place of each release in the order of its edition. */
export type ReleaseOrder = ReadonlyMap<string, number>;

/**
 * What a timeline says of one release.
 * @param at the place of the release in `order`
 * @returns undefined where the thing is absent. The object is fresh; its values are shared with the timeline.
 */
export function readTimeline<T>(timeline: Timeline<T>, order: ReleaseOrder, at: number): T | undefined {
  let state: Record<string, unknown> | undefined;
  for (const [since, change] of timeline) {
    const from = order.get(since);
    if (from === undefined || from > at) break;
    if (change === null) {
      state = undefined;
      continue;
    }
    state = { ...state, ...change };
    for (const key in change) if (state[key] === null) delete state[key];
  }
  // The writer puts every required attribute into the first step of a presence.
  return state as T | undefined;
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
