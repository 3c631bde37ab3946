import type { RefusalNote } from "../check/check-context.ts";
import type { UserSettings } from "../layers/aliases.ts";
import type { Environment } from "../layers/environment.ts";
import type { LoaderModel } from "../model.ts";
import type { World } from "../world.ts";

export function resolveReferences(
  model: LoaderModel,
  settings: UserSettings,
  environment: Environment,
  world: World,
): RefusalNote[] {
  void [model, settings, environment, world];
  return [];
}
