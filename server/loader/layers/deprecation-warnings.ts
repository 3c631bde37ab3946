import { inRange } from "../../../schemas/release.ts";
import type { LoaderModel } from "../model.ts";
import type { KongWarning } from "../reading.ts";
import { assignmentBehind } from "../setting.ts";
import type { MergedSettings } from "./merge-layers.ts";

/** Names that a release advises against and that are written; Kong does not ask what for. */
export function deprecationWarnings(model: LoaderModel, { deprecated }: MergedSettings): KongWarning[] {
  if (deprecated.size === 0 || inRange(model.base, { before: "0.14" })) return [];
  return [...deprecated].map(([property, { provenance }]) => ({
    property,
    reason: "deprecated",
    assignment: assignmentBehind(provenance),
  }));
}
