import type { Catalog } from "../../schemas/catalog.ts";
import type { Finding } from "../findings/finding.ts";
import { type LintComment, lintComments, type SuppressionComment } from "../findings/lint-comments.ts";
import type { Rule } from "../findings/rule.ts";
import { Silencer } from "../findings/suppression-matcher.ts";
import type { ConfigUnit } from "../model/config-unit-old.ts";
import type { ActiveRule } from "./active-rules.ts";
import type { LintSettings } from "./lint-settings.ts";
import { checkComments } from "./run-rules.ts";

/** Findings after the comments that silence have been honoured, and how many were silenced. */
export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly silenced: number;
  /** Rules about comments that broke. */
  readonly broken: readonly string[];
}

/** What silencing stands on. */
export interface SuppressionInputs {
  readonly unit: ConfigUnit;
  /** After overlaps. */
  readonly findings: readonly Finding[];
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
  const comments = lintComments(inputs.unit);
  if (comments.length === 0) return { findings: inputs.findings, silenced: 0, broken: [] };
  const honoured =
    inputs.settings.inlineConfig === false ? [] : comments.filter(isSilencing(inputs.settings));
  const silencer = new Silencer(inputs.unit, honoured);
  const left = inputs.findings.filter((finding) => !silencer.silences(finding));
  const about = checkComments(inputs.active, {
    ...inputs,
    ruleIds: new Set(inputs.rules.keys()),
    comments:
      inputs.settings.inlineConfig === false ? comments.filter(({ kind }) => kind === "release") : comments,
    unused: (comment) => silencer.unused(comment).filter((id) => !mayBeBroken(id, inputs.broken)),
  });
  return {
    findings: [...left, ...about.findings],
    silenced: inputs.findings.length - left.length,
    broken: about.broken,
  };
}

/** A comment must say why where the settings want it, and silences nothing before. */
function isSilencing({ requireReason }: LintSettings) {
  return (comment: LintComment): comment is SuppressionComment =>
    comment.kind === "suppression" &&
    (requireReason !== true || comment.reason !== undefined || comment.scope === "end-of-block");
}

/** A comment may be there for findings that a broken rule did not come to report. */
function mayBeBroken(id: string, broken: readonly string[]): boolean {
  return id === "" ? broken.length > 0 : broken.includes(id);
}
