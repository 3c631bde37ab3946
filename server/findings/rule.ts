import type { Span } from "../../grammar/text/span.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import type { Edition, Release, VersionRange } from "../../schemas/release.ts";
import type { Reading } from "../loader/reading.ts";
import type { RefusalCheck } from "../loader/refusal-check.ts";
import type { Assignment } from "../model/assignment.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import type { FormatProblem } from "../model/format.ts";
import type { Location } from "../model/location.ts";
import type { RelatedPlace, Severity } from "./finding.ts";
import type { Fix } from "./fix.ts";
import type { LintComment, SuppressionComment } from "./lint-comments.ts";
import type { RuleNeeds } from "./rule-needs.ts";
import type { Tables } from "./tables.ts";

/** A finding as a rule writes it; the engine adds the rule's id and its severity. */
export interface NewFinding {
  /** The characters that are wrong: a place in a source, or an assignment for its whole written value. */
  readonly at: Location | Assignment;
  readonly message: string;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly property?: string;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
  readonly tags?: readonly ("deprecated" | "unnecessary")[];
  /** Set to false where the finding holds in every release although the rule depends on it. */
  readonly dependsOnRelease?: boolean;
  /** See {@link RuleDefinition.requiresRelease}. */
  readonly requiresRelease?: "named" | "likely";
}

/** A JSON Schema of one rule option, with its default. */
export type RuleOption =
  | { readonly type: "boolean"; readonly description: string; readonly default: boolean }
  | { readonly type: "integer"; readonly description: string; readonly default: number }
  | { readonly type: "string"; readonly description: string; readonly default: string }
  | { readonly type: "array"; readonly description: string; readonly default: readonly string[] };

/** The options of a rule by their names. */
export type RuleOptions = Readonly<Record<string, RuleOption>>;

/** What an option of each type holds. */
interface OptionTypes {
  readonly boolean: boolean;
  readonly integer: number;
  readonly string: string;
  readonly array: readonly string[];
}

/** The values that a rule with these options is given. */
export type OptionValues<Options extends RuleOptions> = {
  readonly [Name in keyof Options]: OptionTypes[Options[Name]["type"]];
};

/** A rule that declares no options. */
export type NoOptions = Readonly<Record<never, RuleOption>>;

/** What a rule may look at. All of it is immutable. */
export interface RuleContext<Options extends RuleOptions = NoOptions> {
  readonly unit: ConfigUnit;
  /** What Kong reads, loses and refuses. */
  readonly reading: Reading;
  readonly catalog: Catalog;
  readonly release: Release;
  /** The release an upgrade starts from, when one is being checked. */
  readonly from: Release | undefined;
  /** Tables that the rule asked for with `tables`. */
  readonly tables: Tables;
  /** The values of the options that the rule declares: those of the settings, else the defaults. */
  readonly options: OptionValues<Options>;
  /** A place in the unit's own source. */
  here(span: Span): Location;
  /** Whether a name is a setting of the user's own, which settings declare: it is never unknown. */
  isExtraProperty(property: string): boolean;
  report(finding: NewFinding): void;
}

export type { LintComment, SuppressionComment };

/**
 * What a rule about the comments for kong-lint may look at. Such rules run last, when it is known what each comment was
 * good for, and only on sources with such comments.
 */
export interface CommentContext extends Omit<RuleContext, "tables" | "reading"> {
  /** In the order of the source. */
  readonly comments: readonly LintComment[];
  /** The rules that a comment names for nothing; one empty text for a comment that names none and does nothing. */
  unused(comment: SuppressionComment): readonly string[];
  readonly ruleIds: ReadonlySet<string>;
  /** Whether a comment that silences must say why. */
  readonly requireReason: boolean;
}

/** What a rule about the way from a text to the environment of a process may look at. */
export interface ProblemContext {
  readonly catalog: Catalog;
  /** What the tools of the format drop, change or refuse, in the order of the source. */
  readonly problems: readonly FormatProblem[];
  report(finding: NewFinding): void;
}

/**
 * What a rule looks at, in the order in which a text is understood. Where two rules report on the same characters, the one of
 * the earlier layer has the reason for the other: of `log_level = "warn"` the quotation marks, not that `"warn"` is no level.
 * - `encoding`: the characters themselves: another encoding, invisible signs
 * - `syntax`: how a statement is written: signs, quotes, comments, separators, the spelling of names
 * - `format`: what a format other than Kong's own file does to a value, such as quotes in an environment file
 * - `vault`: references to vaults
 * - `value`: a name or a value that is wrong by itself
 * - `policy`: what Kong accepts, but ignores, or what is unsafe or does not fit another setting
 */
export const RULE_LAYERS = ["encoding", "syntax", "format", "vault", "value", "policy"] as const;

/** One of {@link RULE_LAYERS}. */
export type RuleLayer = (typeof RULE_LAYERS)[number];

/** A rule without its id, which is its place in the folder tree. */
export interface RuleDefinition<Options extends RuleOptions = RuleOptions> {
  /** One clause: what is reported. Used in lists. */
  readonly summary: string;
  readonly severity: Severity;
  /** False for advice that depends on taste: it runs only where settings ask for it. */
  readonly recommended?: boolean;
  /** Releases in which the rule applies, by the release's own number; absent: all of that edition; null: none. */
  readonly releases?: Readonly<Partial<Record<Edition, VersionRange | null>>>;
  /** True where the verdict changes from release to release: an error is a warning while the release is a guess. */
  readonly dependsOnRelease?: boolean;
  /**
   * Where only the release makes a finding true: while that is a guess, nothing is said. `named`: somebody has to name the release;
   * `likely`: a copy of Kong's own file tells it, too.
   */
  readonly requiresRelease?: "named" | "likely";
  /** The refusals of Kong's loader that this rule reports. Each check belongs to exactly one rule. */
  readonly claims?: readonly RefusalCheck[];
  /** A finding gives way to those of earlier layers on the same characters. Without a layer it stands beside them all. */
  readonly layer?: RuleLayer;
  /** Rules that report the same characters for a better reason, where the layers do not say so; this one is silent there. */
  readonly yieldsTo?: readonly string[];
  /** Rules of earlier layers that this one does not give way to: both findings are worth reading. */
  readonly beside?: readonly string[];
  /** What a unit must have for the rule to report anything: it runs on no other. Absent: it runs on all. */
  readonly needs?: RuleNeeds;
  /** True for a rule about what Kong does while it serves: it runs on no process that only migrates the database. */
  readonly serving?: true;
  /** Tables to load before the rule runs; asked only for units for which it returns something. */
  readonly tables?: (unit: ConfigUnit, catalog: Catalog) => readonly (keyof Tables)[];
  /** What settings may change about the rule; the type of its `context.options` follows. */
  readonly options?: Options;
  /** True for the rule that runs on a source in an encoding of which Kong reads no setting. */
  readonly readsAnyEncoding?: boolean;
  /** Looks at the settings of a source. */
  check?(context: RuleContext<Options>): void;
  /** Looks at what the tools of its format drop, change or refuse. */
  checkProblems?(context: ProblemContext): void;
  /** Looks at its comments for kong-lint. */
  checkComments?(context: CommentContext): void;
}

/** A rule as the engine runs it. */
export interface Rule extends RuleDefinition {
  /** `<group>/<name>`: the path of its file below `server/rules`. */
  readonly id: string;
}

/** Whether the findings of a rule give way to those of another on the same characters. */
export function givesWayTo(
  rule: Pick<Rule, "layer" | "yieldsTo" | "beside">,
  other: Pick<Rule, "id" | "layer">,
): boolean {
  if (rule.yieldsTo?.includes(other.id) === true) return true;
  if (rule.layer === undefined || other.layer === undefined || rule.beside?.includes(other.id) === true)
    return false;
  return RULE_LAYERS.indexOf(other.layer) < RULE_LAYERS.indexOf(rule.layer);
}

/** Declares a rule. It returns its argument: the call is there for the type. */
export function defineRule<const Options extends RuleOptions = NoOptions>(
  definition: RuleDefinition<Options>,
): RuleDefinition {
  return definition;
}
