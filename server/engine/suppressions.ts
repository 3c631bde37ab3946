import type { Catalog } from "../../schemas/catalog.ts";
import { type LintComment, lintComments, type SuppressionComment } from "../findings/lint-comments.ts";
import type { Rule } from "../findings/rule.ts";
import { SuppressionMatcher } from "../findings/suppression-matcher.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import type { Source } from "../model/source.ts";
import type { ActiveRule } from "./active-rules.ts";
import type { LintSettings } from "./lint-settings.ts";
import type { UnitFinding } from "./merge-units.ts";
import { checkComments } from "./run-rules.ts";

/** Findings after the comments that silence have been honored, and how many were suppressed. */
export interface Suppressed {
  readonly findings: readonly UnitFinding[];
  readonly suppressed: number;
  /** Rules about comments that broke. */
  readonly broken: readonly string[];
}

/** What silencing stands on. */
export interface SuppressionInputs {
  readonly source: Source;
  /** A process as the source has it. */
  readonly unit: ConfigUnit;
  /** After overlaps. */
  readonly findings: readonly UnitFinding[];
  readonly settings: LintSettings;
  readonly catalog: Catalog;
  readonly rules: ReadonlyMap<string, Rule>;
  /** The rules that run. */
  readonly active: readonly ActiveRule[];
  /** Rules that broke, and so may have left a comment without its finding. */
  readonly broken: readonly string[];
}

/**
 * Applies the comments of a source that silence findings, and adds what the rules about such comments have to say. No
 * comment silences those, or a broken rule.
 */
export function suppress(inputs: SuppressionInputs): Suppressed {
  const comments = lintComments(inputs.source);
  if (comments.length === 0) return { findings: inputs.findings, suppressed: 0, broken: [] };
  const honored = inputs.settings.inlineConfig === false ? [] : comments.filter(isHonored(inputs.settings));
  const matcher = new SuppressionMatcher(inputs.source, honored);
  const left = inputs.findings.filter((finding) => !matcher.suppresses(finding));
  const about = checkComments(inputs.active, {
    ...inputs,
    ruleIds: new Set(inputs.rules.keys()),
    comments:
      inputs.settings.inlineConfig === false ? comments.filter(({ kind }) => kind === "release") : comments,
    unused: (comment) => matcher.unused(comment).filter((id) => !mayBeBroken(id, inputs.broken)),
  });
  return {
    findings: [
      ...left,
      ...about.findings.map((finding) => ({ ...finding, units: [], address: finding.property ?? "" })),
    ],
    suppressed: inputs.findings.length - left.length,
    broken: about.broken,
  };
}

/** A comment must say why where the settings want it, and silences nothing before. */
function isHonored({ requireReason }: LintSettings) {
  return (comment: LintComment): comment is SuppressionComment =>
    comment.kind === "suppression" &&
    (requireReason !== true || comment.reason !== undefined || comment.scope === "end-of-block");
}

/** A comment may be there for findings that a broken rule did not come to report. */
function mayBeBroken(id: string, broken: readonly string[]): boolean {
  return id === "" ? broken.length > 0 : broken.includes(id);
}
