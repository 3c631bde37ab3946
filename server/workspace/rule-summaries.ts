import { docsOf } from "../engine/rule-docs.ts";
import type { Severity } from "../findings/finding.ts";
import { allRules } from "./analyze.ts";

/** A rule as other programs list it. */
export interface RuleSummary {
  /** `<group>/<name>`. */
  readonly id: string;
  /** One clause: what is reported. */
  readonly summary: string;
  readonly severity: Severity;
  /** False for advice that depends on taste: it runs only where settings ask for it. */
  readonly recommended: boolean;
  /** The address of its page. */
  readonly docs: string;
}

/** Every rule, in the order of their ids. */
export const rules: readonly RuleSummary[] = allRules.rules.map(
  ({ id, summary, severity, recommended = true }) => ({
    id,
    summary,
    severity,
    recommended,
    docs: docsOf(id),
  }),
);
