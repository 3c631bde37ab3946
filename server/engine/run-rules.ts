import { overlaps, type Span, span } from "../../grammar/text/span.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import type { Assignment } from "../inputs/assignment.ts";
import type { ConfigUnit } from "../inputs/config-unit.ts";
import { isUtf16 } from "../inputs/is-utf-16.ts";
import { isInSplitLine, type SplitLine, splitLines } from "../inputs/lone-returns.ts";
import type { Reading } from "../loader/reading.ts";
import type { ActiveRule } from "./active-rules.ts";
import { concernedRules } from "./concerned-rules.ts";
import type { Finding, Severity } from "./finding.ts";
import type { LintComment, SuppressionComment } from "./lint-comments.ts";
import type { LintSettings } from "./lint-settings.ts";
import type { NewFinding, RuleContext } from "./rule.ts";
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

/**
 * Runs rules. They do not see one another; one that throws is named in `broken` and becomes one finding, and the others
 * still run.
 */
export function runRules(active: readonly ActiveRule[], inputs: RuleInputs): RuleResults {
  const results = { findings: [] as Finding[], broken: [] as string[] };
  const desk = new Desk(inputs, results.findings);
  const context: RuleContext = desk.serve({ reading: inputs.reading, tables: inputs.tables });
  const { timing } = inputs.settings;
  // Of UTF-16 Kong reads nothing, and a person all of it: one word about that says what there is to say.
  const isForeign = isUtf16(inputs.unit.document);
  const { unit, reading, tables, settings } = inputs;
  for (const each of concernedRules(active, { unit, reading, tables, from: settings.from })) {
    const { check, id } = each.rule;
    if (check === undefined || (isForeign && each.rule.readsAnyEncoding !== true)) continue;
    desk.turnTo(each);
    attempt(
      id,
      results,
      timing === undefined ? check : (given) => timed(timing, id, () => check(given)),
      context,
    );
  }
  return results;
}

/** What the rules about comments stand on. */
export interface CommentInputs extends Pick<RuleInputs, "unit" | "catalog" | "settings"> {
  readonly comments: readonly LintComment[];
  /** The ids of all rules, whether they run or not. */
  readonly ruleIds: ReadonlySet<string>;
  unused(comment: SuppressionComment): readonly string[];
}

/** Runs the rules about comments, as {@link runRules} runs the others. */
export function checkComments(active: readonly ActiveRule[], inputs: CommentInputs): RuleResults {
  const results = { findings: [] as Finding[], broken: [] as string[] };
  const desk = new Desk({ ...inputs, certain: true }, results.findings);
  const context = desk.serve({
    comments: inputs.comments,
    unused: inputs.unused,
    ruleIds: inputs.ruleIds,
    requireReason: inputs.settings.requireReason === true,
  });
  for (const each of active) {
    const { checkComments: check, id } = each.rule;
    if (check === undefined) continue;
    desk.turnTo(each);
    attempt(id, results, check, context);
  }
  return results;
}

/** Runs one rule; what it throws becomes a finding, and takes the place of what it has found so far. */
function attempt<Context>(
  rule: string,
  { findings, broken }: { readonly findings: Finding[]; readonly broken: string[] },
  check: (context: Context) => void,
  context: Context,
): void {
  const before = findings.length;
  try {
    check(context);
  } catch (error) {
    findings.length = before;
    findings.push(brokenRule(rule, error));
    broken.push(rule);
  }
}

/** What both kinds of rule may look at. */
type CommonInputs = Pick<RuleInputs, "unit" | "catalog" | "settings" | "certain">;
type CommonContext = Omit<RuleContext, "reading" | "tables">;

/**
 * Where rules report, one after the other. All rules of a run share one context, whose `options` are those of the rule
 * whose turn it is: a context for each rule would cost more than most rules do.
 */
class Desk {
  readonly #inputs: CommonInputs;
  readonly #findings: Finding[];
  /** Lines that Kong takes otherwise than they look: whatever a rule finds there, it is for that reason. */
  readonly #split: readonly SplitLine[];
  #turn: ActiveRule | undefined;
  /** The context of the run: the member that is another one for each rule. */
  #context: { options: ActiveRule["options"] } | undefined;

  constructor(inputs: CommonInputs, findings: Finding[]) {
    this.#inputs = inputs;
    this.#findings = findings;
    this.#split = splitLines(inputs.unit);
  }

  /** The context of the run, together with what its kind of rule sees besides. */
  serve<More extends object>(more: More): CommonContext & More {
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
        report: (finding: NewFinding) => this.#report(finding),
      },
      more,
    );
    this.#context = context;
    return context;
  }

  turnTo(rule: ActiveRule): void {
    this.#turn = rule;
    if (this.#context !== undefined) this.#context.options = rule.options;
  }

  #report(finding: NewFinding): void {
    if (this.#turn === undefined) return;
    const { rule, severity, overridden } = this.#turn;
    const at = spanOf(finding.at);
    const { templateSpans, document } = this.#inputs.unit;
    if (templateSpans.some((template) => overlaps(template, at))) return;
    if (this.#split.length > 0 && rule.readsAnyEncoding !== true && isInSplitLine(this.#split, at, document))
      return;
    const own = overridden ? severity : (finding.severity ?? severity);
    const depends = finding.dependsOnRelease ?? rule.dependsOnRelease ?? false;
    const lowered = !this.#inputs.certain && depends && own === "error";
    this.#findings.push(complete(rule.id, finding, at, lowered ? "warning" : own));
  }
}

/** No property is one of the user's own. */
function none(): boolean {
  return false;
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
