import { catalogFor, newestRelease, type ReleaseFit } from "../../schemas/catalog.ts";
import { formatRelease, type Release } from "../../schemas/release.ts";
import { load } from "../loader/load.ts";
import type { ConfigUnit, ToldRelease } from "../model/config-unit.ts";

/**
 * Whether the values of a unit speak against a release that its names suggest: Kong of that release refuses as many of them as there are
 * names that the newest ignores, and the newest accepts them.
 */
export function isRefuted(unit: ConfigUnit, { release, decidedBy, isCopy }: ReleaseFit): boolean {
  const newest = newestRelease(release.edition);
  const catalog = catalogFor(newest);
  const stale = decidedBy.filter((name) => !catalog.knows(name)).length;
  if (isCopy || stale === 0) return false;
  const refusedBy = (by: Release) =>
    new Set(
      load(unit, by)
        .refusals()
        .flatMap(({ assignment }) => assignment ?? []),
    );
  const refused = refusedBy(release);
  if (refused.size < stale) return false;
  const today = refusedBy(newest);
  return [...refused].filter((assignment) => !today.has(assignment)).length >= stale;
}

/**
 * What other processes of the same deployment say of a release, where they agree and all but one name of the unit can be of it: a
 * name alone may be a leftover.
 */
export function releaseOfNeighbors(unit: ConfigUnit, { decidedBy }: ReleaseFit): ToldRelease | undefined {
  const told = (unit.deployment?.neighbors?.items ?? []).flatMap(({ kong }) =>
    kong?.release === undefined || kong.unit === unit.id || kong.release.tagOwner !== undefined
      ? []
      : [kong.release],
  );
  const [first] = told;
  if (first === undefined) return undefined;
  const name = formatRelease(first.release);
  if (told.some(({ release }) => formatRelease(release) !== name)) return undefined;
  const catalog = catalogFor(first.release);
  if (decidedBy.filter((each) => !catalog.knows(each)).length > 1) return undefined;
  const { at } = first;
  const { document } = unit;
  const isHere = at !== undefined && at.source === document.path;
  const line = isHere ? document.lines.positionAt(at.start).line + 1 : undefined;
  const place = line === undefined ? undefined : { path: document.path, line };
  return { release: first.release, at, certainty: "guessed", isBeside: true, ...(place && { place }) };
}
