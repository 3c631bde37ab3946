import { catalogFor, newestRelease } from "../../schemas/catalog.ts";
import { describeRelease, type Release } from "../../schemas/release.ts";
import type { ResolvedRelease } from "../engine/resolve-release.ts";
import { readKongImage } from "../formats/images/kong-image.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import { textOf } from "../model/value.ts";

/** By which release a side is read, and why. */
export interface SideRelease {
  readonly release: Release;
  readonly reason: string;
  /** What the side names, where that is no release that is known: `Kong 9.0`. */
  readonly unknown: string | undefined;
  /** Whether the side tells it, so that it counts for the other side as well. */
  readonly isTold: boolean;
}

/**
 * The releases by which two sides are read. A side that tells none is read by that of the other side, so that guesses make no
 * difference; of two of them, both are read by that of the second.
 */
export function pairReleases(before: SideRelease, after: SideRelease): readonly [SideRelease, SideRelease] {
  if (before.isTold && after.isTold) return [before, after];
  if (before.isTold) return [before, asOther(before)];
  return after.isTold ? [asOther(after), after] : [{ ...after, reason: before.reason }, after];
}

function asOther(other: SideRelease): SideRelease {
  return { ...other, reason: "as on the other side" };
}

/** What a process of a file tells of its release. A tag like `latest` stands for the newest release that is known. */
export function releaseTold(unit: ConfigUnit, resolved: ResolvedRelease): SideRelease {
  const { from, reason, unknown } = resolved;
  const isTold = from !== "inferred" && from !== "newest";
  const floating = isTold ? undefined : floatingImage(unit);
  if (floating !== undefined) {
    const { release } = catalogFor(newestRelease(floating.edition));
    return {
      release,
      reason: `the newest release, because ${floating.text} does not specify one`,
      unknown: undefined,
      isTold: true,
    };
  }
  return {
    release: resolved.release,
    reason,
    unknown: unknown === undefined ? undefined : describeRelease(unknown),
    isTold,
  };
}

/** An image of Kong's own whose tag leads to the newest release at the time of each pull. */
function floatingImage({ deployment }: ConfigUnit) {
  const text = deployment?.image === undefined ? undefined : textOf(deployment.image.value);
  if (text === undefined) return undefined;
  const { maker, name, release } = readKongImage(text);
  const isFloating = name.digest === undefined && (name.tag === undefined || name.tag === "latest");
  if (maker !== "kong" || release !== undefined || !isFloating) return undefined;
  const edition = /(?:gateway|enterprise|-ee)/.test(name.repository) ? "enterprise" : "oss";
  return { text, edition } as const;
}
