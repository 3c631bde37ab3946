import type { PropertyReading } from "../reading.ts";
import type { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";

/** Runs those checks that have something to look at and depend on nothing unknown, in their order. */
export function runChecks(context: CheckContext, checks: readonly CrossCheck[]): void {
  for (const check of checks) if (isToRun(check, context.values.changed)) check.run(context);
}

/** @param changed what does not have the default of the release; no default is unknown before run time */
function isToRun({ reads, always }: CrossCheck, changed: ReadonlyMap<string, PropertyReading>): boolean {
  let runs = always === true;
  for (const name of reads) {
    const held = changed.get(name);
    if (held === undefined) continue;
    if (held.opaque) return false;
    runs = true;
  }
  return runs;
}
