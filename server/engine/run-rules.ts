import { overlaps, type Span, span } from "../../grammar/text/span.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import { inRange } from "../../schemas/release.ts";
import type { Assignment } from "../inputs/assignment.ts";
import type { ConfigUnit } from "../inputs/config-unit.ts";
import type { Reading } from "../loader/reading.ts";
import type { Finding, Severity } from "./finding.ts";
import type { LintComment, SuppressionComment } from "./lint-comments.ts";
import type { LintSettings } from "./lint-settings.ts";
import type { NewFinding, Rule, RuleContext } from "./rule.ts";
import type { Tables } from "./tables.ts";
import { timed } from "./timing.ts";

/** What the rules have found, and which of them broke on the way. */
export interface RuleResults {
  readonly findings: readonly Finding[];
  readonly broken: readonly string[];
}

/** What a run of the rules stands on. */
export interface RuleInputs {
  readonly unit: ConfigUnit;
  readonly reading: Reading;
  readonly catalog: Catalog;
  /** False where the release is a guess: errors that depend on it become warnings. */
  readonly certain: boolean;
  readonly tables: Tables;
  readonly settings: LintSettings;
}

/** The severity at which a rule runs for this release and these settings; `off` when it does not run. */
export function severityOf(rule: Rule, inputs: Pick<RuleInputs, "catalog" | "settings">): Severity | "off" {
  const { release } = inputs.catalog;
  const range = rule.releases?.[release.edition];
  if (range === null || (range !== undefined && !inRange(release.version, range))) return "off";
  const wished = inputs.settings.severities?.get(rule.id);
  if (wished !== undefined) return wished;
  return rule.recommended === false ? "off" : rule.severity;
}

/**
 * Runs every rule that applies. Rules do not see one another; one that throws is named in `broken` and becomes one
 * finding, and the others still run.
 */
export function runRules(rules: readonly Rule[], inputs: RuleInputs): RuleResults {
  const findings: Finding[] = [];
  const broken: string[] = [];
  for (const rule of rules) {
    const severity = severityOf(rule, inputs);
    if (severity === "off") continue;
    attempt(rule, { findings, broken }, () =>
      timed(inputs.settings.timing, rule.id, () =>
        rule.check?.(contextFor(rule, severity, inputs, findings)),
      ),
    );
  }
  return { findings, broken };
}

/** What the rules about comments stand on. */
export interface CommentInputs extends Pick<RuleInputs, "unit" | "catalog" | "settings"> {
  readonly comments: readonly LintComment[];
  unused(comment: SuppressionComment): readonly string[];
}

/** Runs the rules about comments, as {@link runRules} runs the others. */
export function checkComments(rules: ReadonlyMap<string, Rule>, inputs: CommentInputs): RuleResults {
  const results = { findings: [] as Finding[], broken: [] as string[] };
  for (const rule of rules.values()) {
    if (rule.checkComments === undefined) continue;
    const severity = severityOf(rule, inputs);
    if (severity === "off") continue;
    attempt(rule, results, () => {
      const common = commonContext(rule, severity, { ...inputs, certain: true }, results.findings);
      rule.checkComments?.({
        ...common,
        comments: inputs.comments,
        unused: inputs.unused,
        ruleIds: new Set(rules.keys()),
        requireReason: inputs.settings.requireReason === true,
      });
    });
  }
  return results;
}

/** Runs one rule; what it throws becomes a finding, and takes the place of what it has found so far. */
function attempt(
  rule: Rule,
  { findings, broken }: { readonly findings: Finding[]; readonly broken: string[] },
  work: () => void,
): void {
  const before = findings.length;
  try {
    work();
  } catch (error) {
    findings.length = before;
    findings.push(brokenRule(rule.id, error));
    broken.push(rule.id);
  }
}

/** What both kinds of rule may look at. */
type CommonInputs = Pick<RuleInputs, "unit" | "catalog" | "settings" | "certain">;

function contextFor(rule: Rule, severity: Severity, inputs: RuleInputs, findings: Finding[]): RuleContext {
  return {
    ...commonContext(rule, severity, inputs, findings),
    reading: inputs.reading,
    tables: inputs.tables,
  };
}

function commonContext(
  rule: Rule,
  severity: Severity,
  inputs: CommonInputs,
  findings: Finding[],
): Omit<RuleContext, "reading" | "tables"> {
  const overridden = inputs.settings.severities?.has(rule.id) === true;
  return {
    unit: inputs.unit,
    catalog: inputs.catalog,
    release: inputs.catalog.release,
    from: inputs.settings.from,
    options: optionsOf(rule, inputs.settings),
    isExtraProperty: inputs.settings.isExtraProperty ?? (() => false),
    report(finding) {
      const at = spanOf(finding.at);
      if (inputs.unit.templateSpans.some((template) => overlaps(template, at))) return;
      const own = overridden ? severity : (finding.severity ?? severity);
      const depends = finding.dependsOnRelease ?? rule.dependsOnRelease ?? false;
      findings.push(
        complete(rule.id, finding, at, !inputs.certain && depends && own === "error" ? "warning" : own),
      );
    },
  };
}

function optionsOf(rule: Rule, settings: LintSettings): Readonly<Record<string, unknown>> {
  const own = settings.options?.get(rule.id);
  if (rule.options === undefined) return own ?? {};
  const defaults = Object.entries(rule.options).map(([name, option]) => [name, option.default] as const);
  return { ...Object.fromEntries(defaults), ...own };
}

function spanOf(at: Span | Assignment): Span {
  if (!("writtenValueSpan" in at)) return at;
  // An empty value has no characters of its own: point at the whole `name =`.
  return at.writtenValue === "" ? at.span : at.writtenValueSpan;
}

function complete(rule: string, finding: NewFinding, at: Span, severity: Severity): Finding {
  const property = finding.property ?? ("property" in finding.at ? finding.at.property : undefined);
  return {
    rule,
    severity,
    message: finding.message,
    span: at,
    property,
    related: finding.related ?? [],
    fixes: finding.fixes ?? [],
    tags: finding.tags ?? [],
  };
}

function brokenRule(rule: string, error: unknown): Finding {
  const what = error instanceof Error ? error.name : "an unknown error";
  return {
    rule: "internal-error",
    severity: "error",
    message: `The rule ${rule} failed on this file (${what}), so its findings are missing. Please report it with the file, secrets removed.`,
    span: span(0, 0),
    property: undefined,
    related: [],
    fixes: [],
    tags: [],
  };
}
