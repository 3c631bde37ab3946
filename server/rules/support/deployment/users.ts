import type { ConfigUnit } from "../../../model/config-unit.ts";
import { type Deployment, servesNothing } from "../../../model/deployment.ts";

/**
 * How the settings of a unit are run, as far as that is known: as the unit itself says, or for a file of settings as those say that have
 * them. Processes that serve nothing are left out of the latter.
 */
export function deploymentsOf({ deployment, users = [] }: ConfigUnit): readonly Deployment[] {
  return deployment === undefined ? users.filter((user) => !servesNothing(user)) : [deployment];
}
