import type { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";

/** Runs those checks that depend on nothing unknown, in their order. */
export function runChecks(context: CheckContext, checks: readonly CrossCheck[]): void {
  for (const check of checks) {
    if (!check.reads.some((name) => context.opaque(name))) check.run(context);
  }
}
