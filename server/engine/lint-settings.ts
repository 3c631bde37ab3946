import type { Release } from "../../schemas/release.ts";
import type { Severity } from "../findings/finding.ts";
import type { HostEnvironment } from "../loader/host-environment.ts";
import type { ReleaseOverrides } from "./resolve-release.ts";
import type { Timing } from "./timing.ts";

/** What a run wants of the engine for one source, after settings files and flags were put together. */
export interface LintSettings {
  readonly release?: ReleaseOverrides;
  /** The release an upgrade starts from. */
  readonly from?: Release | undefined;
  /** By rule id; a rule that is not named has its own severity, and runs only if it is recommended. */
  readonly severities?: ReadonlyMap<string, Severity | "off">;
  /** By rule id. */
  readonly options?: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Whether a name is a setting of the user's own (a plugin's variable): it is then never unknown. */
  readonly isExtraProperty?: (property: string) => boolean;
  /** False: comments in the source silence nothing. */
  readonly inlineConfig?: boolean;
  /** Comments that silence must say why. */
  readonly requireReason?: boolean;
  /** The settings of one process, by its id; absent: these ones. */
  readonly ofUnit?: (unit: string) => LintSettings;
  /** So many findings of a source are reported, the most severe ones; absent: all. */
  readonly mostFindings?: number;
  readonly world?: HostEnvironment;
  /** Takes down what stages and rules cost. */
  readonly timing?: Timing;
}
