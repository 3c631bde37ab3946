import type { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";
import type { Questions } from "./questions-of.ts";

/**
 * Runs those checks that depend on nothing unknown. A check that does nothing about the defaults of the release, and asks for
 * none that is changed, would do nothing here either and is left out.
 * @param questions what is known about the checks
 */
export function runChecks(
  context: CheckContext,
  checks: readonly CrossCheck[],
  questions: Questions | undefined,
): void {
  for (const check of checks) {
    const asked = questions?.get(check);
    if (asked !== undefined && !asked.some((name) => context.values.changed.has(name))) continue;
    if (!check.reads.some((name) => context.opaque(name))) check.run(context);
  }
}
