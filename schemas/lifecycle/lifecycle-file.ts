/** The shape of `lifecycle.json`, which `npm run schemas:collect` makes of what the vendor publishes. */
export interface LifecycleFile {
  /** The vendor's repositories and the files in them. */
  readonly sources: readonly string[];
  /** By Enterprise line. The vendor publishes no such dates for open source. */
  readonly enterprise: Readonly<Record<string, Lifecycle>>;
  /** By the number of a vulnerability, such as `CVE-2023-44487`. */
  readonly fixes: Readonly<Record<string, SecurityFix>>;
}

/** The life of a line. Days are written `2026-08-31`. */
export interface Lifecycle {
  readonly released?: string;
  /** The last day on which the vendor makes patches. */
  readonly endOfSupport?: string;
  /** The last day on which the vendor helps with an upgrade, without patches. */
  readonly endOfSunset?: string;
  readonly lts?: true;
}

/** The releases whose changelog says that they fix a vulnerability, oldest first. */
export interface SecurityFix {
  readonly oss: readonly string[];
  readonly enterprise: readonly string[];
}
