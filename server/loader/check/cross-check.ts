import type { VersionRange } from "../../../schemas/release.ts";
import type { CheckContext } from "./check-context.ts";

/** One check of the loader that goes beyond the type of a single value. */
export interface CrossCheck {
  readonly range: VersionRange;
  /** The properties it depends on: it stays silent when one of them is unknown before run time. */
  readonly reads: readonly string[];
  readonly run: (context: CheckContext) => void;
}
