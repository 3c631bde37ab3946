import type { Questions } from "../questions.ts";
import type { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";

/**
 * Runs those checks that depend on nothing unknown. A check that does nothing about the defaults of the release, and asks for
 * none that is changed, would do nothing here either and is left out.
 * @param questions what is known about the checks, in their order
 */
export function runChecks(
  context: CheckContext,
  checks: readonly CrossCheck[],
  questions: Questions | undefined,
): void {
  const { changed } = context.values;
  const concernedNow = () => questions?.concerned((mark) => changed.forEach((_, name) => void mark(name)));
  let known = changed.size;
  let concerned = concernedNow();
  checks.forEach((check, at) => {
    // A check before this one may have changed something.
    if (changed.size !== known) {
      known = changed.size;
      concerned = concernedNow();
    }
    if (concerned?.[at] === 0) return;
    if (!check.reads.some((name) => context.opaque(name))) check.run(context);
  });
}
