import type { VersionRange } from "../../../schemas/release.ts";
import type { CheckContext } from "./check-context.ts";

/** One check of the loader that goes beyond the type of a single value. */
export interface CrossCheck {
  readonly range: VersionRange;
  /** The properties it depends on: it stays silent when one of them is unknown before run time. */
  readonly reads: readonly string[];
  /**
   * Whether it has something to do even where all of {@link reads} have the defaults of the release, or asks the machine about
   * them. Any other check is left out there: that is four of five in most files, in all of which these take half of the time.
   */
  readonly always?: true;
  readonly run: (context: CheckContext) => void;
}
