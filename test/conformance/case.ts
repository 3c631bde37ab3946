import type { KongValue } from "../../server/loader/reading.ts";

/** One small configuration, and what Kong's own loader said to it. */
export interface ConformanceCase {
  readonly id: string;
  readonly version: string;
  readonly class: string;
  readonly conf?: string;
  /** The bytes of a text that is not UTF-8, in base64. */
  readonly conf_b64?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Paths that exist; every path does where this is absent. */
  readonly files?: readonly string[];
  readonly mode?: "check" | "start";
  readonly ok: boolean;
  readonly crash?: boolean;
  readonly bad: readonly string[];
  readonly values: Readonly<Record<string, KongValue | null>>;
  readonly absent?: readonly string[];
  readonly warned?: readonly string[];
}
