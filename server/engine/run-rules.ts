import type { Catalog } from "../../schemas/catalog.ts";
import type { Finding, Severity } from "../findings/finding.ts";
import type { LintComment, SuppressionComment } from "../findings/lint-comments.ts";
import type { NewFinding, RuleContext, RuleDefinition } from "../findings/rule.ts";
import type { Tables } from "../findings/tables.ts";
import { type BareCrLine, bareCrLines, isInBareCrLine } from "../formats/kong-conf/bare-cr.ts";
import type { Reading } from "../loader/reading.ts";
import type { Assignment } from "../model/assignment.ts";
import type { ConfigUnit, LinkedSource } from "../model/config-unit.ts";
import { type Location, locate } from "../model/location.ts";
import { templatePlaces } from "../model/template-places.ts";
import type { ActiveRule } from "./active-rules.ts";
import type { LintSettings } from "./lint-settings.ts";
import { timed } from "./timing.ts";

/** What the rules have found, and which of them failed on the way. */
export interface RuleResults {
  readonly findings: readonly Finding[];
  readonly broken: readonly string[];
}

/** What a run of the rules is given. */
export interface RuleInputs {
  readonly unit: ConfigUnit;
  readonly reading: Reading;
  readonly catalog: Catalog;
  /** False where the release is a guess: errors that depend on it become warnings. */
  readonly certain: boolean;
  /** True for a guess that the comments of the source support. */
  readonly isLikely?: boolean;
  /** True where nothing tells the release: what depends on it is left out. */
  readonly isOpen?: boolean;
  readonly tables: Tables;
  readonly settings: LintSettings;
}

/**
 * Runs rules. They do not see one another; one that throws is named in `broken` and becomes one finding, and the others
 * still run.
 * @param toRun the rules that may report something on the unit
 */
export function runRules(toRun: readonly ActiveRule[], inputs: RuleInputs): RuleResults {
  const runner = new RuleRunner(inputs);
  const context: RuleContext = runner.context({ reading: inputs.reading, tables: inputs.tables });
  const { timing } = inputs.settings;
  for (const each of toRun) {
    const { check, id } = each.rule;
    if (check === undefined) continue;
    const measured =
      timing === undefined ? check : (given: RuleContext) => timed(timing, id, () => check(given));
    runner.run(each, measured, context);
  }
  return runner.results;
}

/** What the rules about comments are given. */
export interface CommentInputs extends Pick<RuleInputs, "catalog" | "settings"> {
  /** A process of the source, for its text. */
  readonly unit: ConfigUnit;
  readonly comments: readonly LintComment[];
  /** The ids of all rules, whether they run or not. */
  readonly ruleIds: ReadonlySet<string>;
  unused(comment: SuppressionComment): readonly string[];
}

/** Runs the rules about comments, as {@link runRules} runs the others. */
export function checkComments(active: readonly ActiveRule[], inputs: CommentInputs): RuleResults {
  const runner = new RuleRunner({ ...inputs, certain: true });
  const context = runner.context({
    comments: inputs.comments,
    unused: inputs.unused,
    ruleIds: inputs.ruleIds,
    requireReason: inputs.settings.requireReason === true,
  });
  for (const each of active) {
    if (each.rule.checkComments !== undefined) runner.run(each, each.rule.checkComments, context);
  }
  return runner.results;
}

/** What the rules about the tools of a format are given. */
export interface ProblemInputs extends Pick<RuleInputs, "catalog" | "settings"> {
  readonly linked: LinkedSource;
}

/** Runs the rules about what the tools of a format drop, change or refuse, as {@link runRules} runs the others. */
export function checkProblems(
  active: readonly ActiveRule[],
  { linked, catalog, settings }: ProblemInputs,
): RuleResults {
  const [unit] = linked.units;
  if (unit === undefined || linked.problems.length === 0) return { findings: [], broken: [] };
  const runner = new RuleRunner({ unit, catalog, settings, certain: true });
  const problems = linked.problems.filter(({ isConsequence }) => isConsequence !== true);
  const context = runner.context({ problems });
  for (const each of active) {
    if (each.rule.checkProblems !== undefined) runner.run(each, each.rule.checkProblems, context);
  }
  return runner.results;
}

/** What both kinds of rule may look at. */
type CommonInputs = Pick<RuleInputs, "unit" | "catalog" | "settings" | "certain" | "isLikely" | "isOpen">;
type CommonContext = Omit<RuleContext, "reading" | "tables">;

/**
 * Runs rules one after the other and collects what they report. All rules of a run share one context, whose `options` are
 * those of the current rule: a context for each rule would cost more than most rules do.
 */
class RuleRunner {
  readonly #inputs: CommonInputs;
  readonly #findings: Finding[] = [];
  readonly #broken: string[] = [];
  /** Lines that Kong reads otherwise than they look: whatever a rule finds there has that for its reason. */
  readonly #split: readonly BareCrLine[];
  #current: ActiveRule | undefined;
  /** What the current rule has reported, by place and message. */
  #said = new Set<string>();
  /** So many findings there are when the current rule has reported as many as it may. */
  #end = Number.POSITIVE_INFINITY;
  /** The context of the run: the member that is another one for each rule. */
  #context: { options: ActiveRule["options"] } | undefined;

  constructor(inputs: CommonInputs) {
    this.#inputs = inputs;
    this.#split = bareCrLines(inputs.unit);
  }

  get results(): RuleResults {
    return { findings: this.#findings, broken: this.#broken };
  }

  /** The context of the run, together with what its kind of rule sees besides. */
  context<More extends object>(more: More): CommonContext & More {
    const { unit, catalog, settings } = this.#inputs;
    // Options are a plain member: an engine keeps a literal with a getter, and all that the getter sees, until the next
    // full garbage collection.
    const context = Object.assign(
      {
        unit,
        catalog,
        release: catalog.release,
        from: settings.from,
        isExtraProperty: settings.isExtraProperty ?? none,
        options: {},
        here: (place: Parameters<RuleContext["here"]>[0]) => locate(unit.document.path, place),
        report: (finding: NewFinding) => this.#report(finding),
      },
      more,
    );
    this.#context = context;
    return context;
  }

  /** Runs one rule; what it throws becomes a finding, and replaces what it has found so far. */
  run<Context>(rule: ActiveRule, check: (context: Context) => void, context: Context): void {
    const before = this.#findings.length;
    this.#current = rule;
    if (this.#said.size > 0) this.#said = new Set();
    this.#end = before + ENOUGH * (this.#inputs.settings.mostFindings ?? Number.POSITIVE_INFINITY);
    if (this.#context !== undefined) this.#context.options = rule.options;
    try {
      check(context);
    } catch (error) {
      if (error === END_OF_RULE) return;
      this.#findings.length = before;
      this.#findings.push(failedRule(rule.rule.id, error, this.#inputs.unit.anchor));
      this.#broken.push(rule.rule.id);
    }
  }

  #hasRelease(required: RuleDefinition["requiresRelease"]): boolean {
    const { certain, isLikely } = this.#inputs;
    return required === undefined || certain || (required === "likely" && isLikely === true);
  }

  #report(finding: NewFinding): void {
    if (this.#current === undefined) return;
    const { rule, severity, overridden } = this.#current;
    if (!this.#hasRelease(finding.requiresRelease ?? rule.requiresRelease)) return;
    const at = placeOf(finding.at);
    const { unit } = this.#inputs;
    const { document } = unit;
    if (at.source === document.path && templatePlaces(unit).sharesPlace(at)) return;
    if (this.#split.length > 0 && rule.readsAnyEncoding !== true && isInBareCrLine(this.#split, at, document))
      return;
    const own = overridden ? severity : (finding.severity ?? severity);
    const depends = finding.dependsOnRelease ?? rule.dependsOnRelease ?? false;
    if (depends && this.#inputs.isOpen === true) return;
    const lowered = !this.#inputs.certain && depends && own === "error";
    // A text that a chart repeats in several listeners is written once, and wrong once.
    const said = `${at.source}:${at.start}:${at.end}:${finding.property ?? ""}:${finding.message}`;
    if (this.#said.has(said)) return;
    this.#said.add(said);
    this.#findings.push(complete(rule.id, finding, at, lowered ? "warning" : own));
    if (this.#findings.length >= this.#end) throw END_OF_RULE;
  }
}

/**
 * Where only so many findings are wanted, a rule ends after ten times as many: comments, and rules with a better reason, may take out
 * most of them. A text that is made for it could have a rule work on hundreds of thousands at every key.
 */
const ENOUGH = 10;

/** Thrown to end a rule that has reported enough. */
const END_OF_RULE = new Error("This rule has reported enough");

/** No property is one of the user's own. */
function none(): boolean {
  return false;
}

function placeOf(at: Location | Assignment): Location {
  if (!("writtenValueSpan" in at)) return at;
  // An empty value has no characters of its own: point at the whole `name =`.
  return at.writtenValue === "" ? at.span : at.writtenValueSpan;
}

function complete(rule: string, finding: NewFinding, at: Location, severity: Severity): Finding {
  const property = finding.property ?? ("property" in finding.at ? finding.at.property : undefined);
  return {
    rule,
    severity,
    message: finding.message,
    span: at,
    property,
    related: finding.related === undefined ? [] : eachOnce(finding.related),
    fixes: finding.fixes ?? [],
    tags: finding.tags ?? [],
  };
}

/** Without what is said twice of the same characters. */
function eachOnce(related: Finding["related"]): Finding["related"] {
  const seen = new Set<string>();
  return related.filter(({ span, message }) => {
    const said = `${span.source}:${span.start}:${span.end}:${message}`;
    return !seen.has(said) && seen.add(said);
  });
}

function failedRule(rule: string, error: unknown, at: Location): Finding {
  const what = error instanceof Error ? error.name : "an unknown error";
  return {
    rule: "internal-error",
    severity: "error",
    message: `The rule ${rule} failed on this file (${what}), so its findings are missing. Report it with the file, without secrets.`,
    span: at,
    property: undefined,
    related: [],
    fixes: [],
    tags: [],
  };
}
