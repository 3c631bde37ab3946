import type { KongConfTree } from "../../grammar/kong-conf/syntax-tree.ts";
import type { Span } from "../../grammar/text/span.ts";
import type { Release } from "../../schemas/release.ts";
import type { Assignment } from "./assignment.ts";
import { AssignmentIndex } from "./assignment-index.ts";
import type { Deployment } from "./deployment.ts";
import type { FormatProblem, LinkContext, Reference, SourceFormat } from "./format.ts";
import type { Location, SourceId, UnitId } from "./location.ts";
import type { OtherLine, Source } from "./source.ts";
import type { SourceDocument } from "./source-document.ts";
import type { TemplateBranches } from "./template-branches.ts";
import type { Value } from "./value.ts";

/** Whether all settings of a process are known. */
export type Absence =
  | { readonly kind: "closed" }
  /** Something that was not read may add settings. */
  | {
      readonly kind: "open";
      readonly because: readonly {
        /** For people: `env_file secrets.env is not in the workspace`. */
        readonly what: string;
        readonly at: Location | undefined;
      }[];
    };

/** A release that a source tells. */
export interface ToldRelease {
  readonly release: Release;
  /** `guessed`: the default of a variable, say, which may be another one at run time. */
  readonly certainty: "said" | "guessed";
  readonly at: Location | undefined;
  /** Whose tag tells it; absent: Kong's, or another thing than a tag. See {@link TagOwner}. */
  readonly tagOwner?: Exclude<TagOwner, "kong">;
  /** {@link at} for people. */
  readonly place?: ToldPlace;
  /** Another file tells it, which does not refer to this one: what the source says of itself is more. */
  readonly isBeside?: true;
  /** The tag of the image is that of the newest release at any time. */
  readonly isNewest?: true;
}

/**
 * Who gives an image its tags: Kong; somebody with a repository that is named as one of Kong's, be it a copy or built on it; or
 * somebody whose image has a name of its own, and whose versions may count from anything.
 */
export type TagOwner = "kong" | "namesake" | "other";

/** A line of a text, for people. */
export interface ToldPlace {
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** A variable of the process that Kong reads no setting from: a vault of the environment and plugins may. */
export interface OtherVariable {
  readonly variable: string;
  readonly value: Value;
  readonly at: Location | undefined;
}

/** One Kong process as its sources describe it. */
export interface LinkedUnit {
  readonly id: UnitId;
  /** For people: `service kong`; undefined for the only unit of a file. */
  readonly name: string | undefined;
  /** The few characters that name it (a service key, a container name): where findings without characters of their own go. */
  readonly anchor: Location;
  /** All that describes it, in its own source. */
  readonly extent: Location;
  /** Weakest layer first, and in the order of the source within a layer. */
  readonly assignments: readonly Assignment[];
  /** Variables without `KONG_`, weakest first; absent where the format does not read them. */
  readonly others?: readonly OtherVariable[];
  readonly release: ToldRelease | undefined;
  readonly absence: Absence;
  /** Every source that it draws on, its own first. */
  readonly draws: readonly SourceId[];
  readonly deployment: Deployment | undefined;
  /** How the processes are run that are known to have its settings, where it does not say itself how it is run. */
  readonly users?: readonly Deployment[];
  /** Who reads its sources, where that is known and makes a difference: `compose-2`, `docker-run`. */
  readonly reader?: string;
  /** Kong's file, where it is written inside the source of the unit; its places are those of the source. */
  readonly file?: KongConfTree | undefined;
  /** With {@link file}: what in it is a template's own. */
  readonly templateSpans?: readonly Span[];
}

/** A unit with what loader and rules ask for: its settings by name, and its own source. */
export interface ConfigUnit extends LinkedUnit {
  readonly format: SourceFormat;
  /** The text of its own source. */
  readonly document: SourceDocument;
  readonly index: AssignmentIndex;
  /** The statements of its own source, where that is Kong's file or has it inside. */
  readonly file: KongConfTree | undefined;
  /** Where the source is a file of variables, one a line: what in it sets nothing for Kong. */
  readonly otherLines: readonly OtherLine[] | undefined;
  readonly templateSpans: readonly Span[];
  readonly branches: TemplateBranches | undefined;
}

/** A unit of a source, ready for the loader. */
export function configUnit(unit: LinkedUnit, source: Source): ConfigUnit {
  return {
    id: unit.id,
    name: unit.name,
    anchor: unit.anchor,
    extent: unit.extent,
    assignments: unit.assignments,
    release: unit.release,
    absence: unit.absence,
    draws: unit.draws,
    deployment: unit.deployment,
    ...(unit.users === undefined ? {} : { users: unit.users }),
    ...(unit.others === undefined ? {} : { others: unit.others }),
    ...(unit.reader === undefined ? {} : { reader: unit.reader }),
    format: source.format,
    document: source.document,
    index: new AssignmentIndex(unit.assignments),
    file: unit.file ?? source.file,
    otherLines: source.otherLines,
    templateSpans: unit.templateSpans ?? source.templateSpans,
    branches: source.branches,
  };
}

/** What one of its sources says of a unit: the assignments that are written there, with that text. */
export function unitIn(unit: ConfigUnit, source: Source): ConfigUnit {
  const { document, format, file, otherLines, templateSpans, branches } = source;
  if (document === unit.document && unit.draws.length === 1) return unit;
  const own = unit.assignments
    .filter(({ lineSpan }) => lineSpan.source === document.path)
    .sort((a, b) => a.lineSpan.start - b.lineSpan.start);
  const within = document === unit.document ? { file: unit.file, templateSpans: unit.templateSpans } : {};
  return {
    ...withAssignments(unit, own),
    document,
    format,
    file,
    otherLines,
    templateSpans,
    branches,
    ...within,
  };
}

/** The same unit with other assignments. */
export function withAssignments(unit: ConfigUnit, assignments: readonly Assignment[]): ConfigUnit {
  return { ...unit, assignments, index: new AssignmentIndex(assignments) };
}

/**
 * The unit with the assignments that reach the process: what a tool refuses does not, nor does what a stronger layer takes away.
 */
export function reachingUnit(unit: ConfigUnit): ConfigUnit {
  if (unit.assignments.every(({ value }) => value.kind === "text")) return unit;
  const removals = unit.assignments.filter(({ value }) => value.kind === "removed");
  const isRemoved = ({ variable, layer }: Assignment) =>
    removals.some((removal) => removal.variable === variable && removal.layer.rank >= layer.rank);
  return withAssignments(
    unit,
    unit.assignments.filter((assignment) => assignment.value.kind === "text" && !isRemoved(assignment)),
  );
}

/** A reference, with the source from whose folder its path counts. */
export interface MadeReference extends Reference {
  readonly from: SourceId;
}

/** A source with the processes that it describes, and what its tools drop, change or refuse. */
export interface LinkedSource {
  readonly source: Source;
  /** One at least: a text without a process is not linted. */
  readonly units: readonly ConfigUnit[];
  readonly problems: readonly FormatProblem[];
  /** The other sources that its units draw on, as far as they could be read. */
  readonly drawn: ReadonlyMap<SourceId, Source>;
  /** What its own text and those that it draws on say about other files, whether they could be read or not. */
  readonly references: readonly MadeReference[];
  /** What it was linked with, so that another version of its text can be linked in the same way. */
  readonly context: LinkContext;
}
