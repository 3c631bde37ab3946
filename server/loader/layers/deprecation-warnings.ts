import { inRange } from "../../../schemas/release.ts";
import type { LoaderModel } from "../model.ts";
import type { KongWarning } from "../reading.ts";
import { assignmentBehind } from "../setting.ts";
import type { MergedSettings } from "./merge-layers.ts";

/** Names that a release advises against and that are written; Kong does not ask what for. */
export function deprecationWarnings(model: LoaderModel, { written }: MergedSettings): KongWarning[] {
  if (inRange(model.base, { before: "0.14" })) return [];
  return model.deprecated.flatMap(({ name }) => {
    const setting = written.get(name);
    return setting === undefined
      ? []
      : [{ property: name, reason: "deprecated" as const, assignment: assignmentBehind(setting.provenance) }];
  });
}
