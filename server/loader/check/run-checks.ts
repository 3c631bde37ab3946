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
  const { changed } = context.values;
  let known = changed.size;
  let concerned = questions?.concernedBy(changed.keys());
  for (const check of checks) {
    if (questions?.isQuiet(check) === true) {
      // A check before this one may have changed something.
      if (changed.size !== known) {
        known = changed.size;
        concerned = questions.concernedBy(changed.keys());
      }
      if (concerned?.has(check) === false) continue;
    }
    if (!check.reads.some((name) => context.opaque(name))) check.run(context);
  }
}
