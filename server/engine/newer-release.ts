import { newestRelease } from "../../schemas/catalog.ts";
import { compareVersions } from "../../schemas/release.ts";
import type { Finding } from "../findings/finding.ts";
import type { LintSettings } from "./lint-settings.ts";
import type { ResolvedRelease } from "./resolve-release.ts";

/** Whether a source is for a release that is newer than all that the facts hold. */
export function isNewerThanFacts({ unknown }: ResolvedRelease): boolean {
  return (
    unknown !== undefined && compareVersions(unknown.version, newestRelease(unknown.edition).version) > 0
  );
}

/**
 * Findings as they hold for a release of which nothing is known: it may have new properties, words and flags, so nothing is
 * an error but what the settings call one.
 */
export function withoutErrors(
  findings: readonly Finding[],
  { severities }: LintSettings,
): readonly Finding[] {
  return findings.map((finding) =>
    finding.severity === "error" && severities?.get(finding.rule) !== "error"
      ? { ...finding, severity: "warning" }
      : finding,
  );
}
