import type { Release } from "../../schemas/release.ts";
import { loaderModel } from "./model.ts";
import type { PropertyReading } from "./reading.ts";

/** What Kong ends up with for every known property of a release where nothing is written, typed. Shared and immutable. */
export function defaultReadings(release: Release): ReadonlyMap<string, PropertyReading> {
  return loaderModel(release).defaults;
}
