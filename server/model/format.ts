import type { Span } from "../../grammar/text/span.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { Assignment } from "./assignment.ts";
import type { ConfigUnit, LinkedUnit, ToldRelease } from "./config-unit.ts";
import type { Deployment } from "./deployment.ts";
import type { Location, SourceId, UnitId } from "./location.ts";
import type { SemanticEdit, Written } from "./semantic-edit.ts";
import type { FormatId, Source, SourceComment } from "./source.ts";
import type { SourceDocument } from "./source-document.ts";
import type { UnitWriter } from "./unit-text.ts";

/** Who reads a text, said by what refers to it or by the settings: `compose-2`, `docker-run`, `kubernetes`. */
export type Reader = string & { readonly __reader: true };

/**
 * How sure a format is of a text. `named`: by its path; `content`: by what it says; `possible`: it may be one, if nothing else
 * takes it.
 */
export type Certainty = "named" | "content" | "possible";

/** What a text says about another file. */
export interface Reference {
  readonly role: "layer" | "definition" | "values" | "file-channel" | "image" | "interpolation";
  /** Relative to the folder of the source, with `/` as the separator. */
  readonly path: string;
  readonly reader: Reader | undefined;
  /** True where the tool goes on without the file. */
  readonly optional: boolean;
  readonly at: Location;
}

/** The source that a reference leads to, or why there is none. `pending`: it is being read, and the link is made again. */
export type Resolved =
  | { readonly kind: "source"; readonly source: Source }
  | {
      readonly kind: "missing";
      /** The change that is looked at removed it. Else it may be one that stays out of repositories. */
      readonly wasRemoved?: true;
    }
  | { readonly kind: "outside" | "unreadable" | "circular" | "pending" };

/** What surrounds a source and stands in none of its files: said by settings, or by `environment --given`. */
export interface Surroundings {
  /** Reader of an environment file to which nothing refers. */
  readonly reader?: Reader;
  /** Variables of the shell that starts the tool; a name that is missing is unset. Absent: unknown. */
  readonly shell?: ReadonlyMap<string, string>;
  /** Variables of the image itself. Absent: those that are known of the image. */
  readonly imageEnvironment?: ReadonlyMap<string, string>;
  readonly buildArguments?: ReadonlyMap<string, string>;
  /** Variables that a cluster sets for its Services. Absent: not known. */
  readonly serviceEnvironment?: ReadonlyMap<string, string>;
  /** The stage of a Dockerfile that is built. */
  readonly target?: string;
  /** Own images: a pattern with `*`, the release, and the variables that the image sets. */
  readonly images?: readonly {
    readonly pattern: string;
    readonly release: string | undefined;
    readonly environment: ReadonlyMap<string, string>;
  }[];
  /** The package that the source is for, and its version: `kong 3.4.1`. */
  readonly chart?: string;
  /** Values that the tool is given beside the source, in its own syntax; those of the second list stay text. */
  readonly set?: readonly string[];
  readonly setText?: readonly string[];
  /** Paths of values that the tool is given as well and that are known at run time only. */
  readonly setUnknown?: readonly string[];
  /** The release that another source tells, for processes whose image is unknown. */
  readonly release?: ToldRelease;
  /** How the processes are run that have settings of the source, where it does not say itself how it is run. */
  readonly users?: readonly Deployment[];
  /** Sources that one tool call reads together with this one, in order, this one included. */
  readonly together?: readonly SourceId[];
}

/** One call of a tool, as another text writes it. */
export interface ToolCall {
  /** The paths of the sources that it reads, as they are written, in order. */
  readonly files: readonly string[];
  /** What else it is given: see {@link Surroundings}. */
  readonly chart?: string;
  readonly set?: readonly string[];
  readonly setText?: readonly string[];
  readonly setUnknown?: readonly string[];
}

/** A file of variables that a text names or is read with, and what for. */
export interface VariableFile {
  /** As {@link LinkContext.resolve} takes it from the source {@link from}; undefined: known at run time only. */
  readonly path: string | undefined;
  readonly from: SourceId;
  /** `layer`: a process gets its variables; `interpolation`: the tool fills them in where the text names them. */
  readonly role: Extract<Reference["role"], "layer" | "interpolation">;
  /**
   * Whether the process is Kong's; of an interpolation, false. undefined: what the file says may decide it, and the file could not be
   * read.
   */
  readonly isKong: boolean | undefined;
  /** Who reads the file as a layer, where that is known. */
  readonly reader: Reader | undefined;
  /** The variables that the text names, for an interpolation. */
  readonly names: ReadonlySet<string>;
}

/** What linking may ask for. */
export interface LinkContext {
  readonly surroundings: Surroundings;
  /** Synchronous; each call is recorded, so that an edit of that text links this one again. */
  resolve(reference: Reference, from: Source): Resolved;
  /**
   * The paths of files that a pattern with `*`, `?` and `[…]` in its last part finds, as `resolve` takes them, in order; undefined: not
   * known. Absent where nobody can look.
   */
  list?(pattern: string, from: Source): readonly string[] | undefined;
}

/** A text to write in place of another one. */
export interface Correction {
  /** A command for people: `Put the value in quotes`. */
  readonly title: string;
  readonly at: Location;
  readonly text: string;
  /** What changes together with it: the other one of two quotes. */
  readonly also?: readonly { readonly at: Location; readonly text: string }[];
}

/** Something that a tool drops, changes or refuses on the way from the text to the environment of the process. */
export interface FormatProblem {
  /**
   * `word-lost`, `quotes-kept`, `retyped`, `dollar-eaten`, `name-changed`, `removed`, `duplicate`, `syntax`; `refused`: the tool does not take
   * what is written; `missing-secret`, `hidden-companion`: what a block needs is not there; `missing-file`, and `removed-file` for one that the change at
   * hand removes; `circular`; `too-many`; `readers-disagree`: see {@link readings}; …
   */
  readonly kind: string;
  readonly at: Location;
  readonly units: readonly UnitId[];
  /** The variable or property it is about, where there is one. */
  readonly name: string | undefined;
  /** Whether the tool stops. */
  readonly refuses: boolean;
  /** The text as it is written, and as the process gets it. */
  readonly before: string;
  readonly after: string | undefined;
  /** A clause for people: what the tool does, by name and version range. */
  readonly detail: string;
  /** What to write instead, so that the tool takes what is meant. */
  readonly correction?: Correction;
  /** True for what follows from another fault, which is reported: nothing is said of it. */
  readonly isConsequence?: true;
  /** For a value that the tool ends too early: what is left of it. That an item of it is empty or incomplete has this problem for its reason. */
  readonly leaves?: Location;
  /** For `readers-disagree`: what each reader gets; `text` is undefined where it gets nothing or refuses. */
  readonly readings?: readonly {
    readonly reader: Reader;
    readonly text: string | undefined;
    readonly refuses: boolean;
    /** What it gets is known at run time only. */
    readonly isOpaque?: true;
  }[];
}

/** The processes of a source, and what went wrong on the way. */
export interface Linked {
  readonly units: readonly LinkedUnit[];
  readonly problems: readonly FormatProblem[];
}

/** What is at a cursor. `spell` gives the text to put in place of `replace`. */
export type Cursor =
  | { readonly kind: "elsewhere" }
  | {
      readonly kind: "name";
      readonly unit: UnitId;
      readonly replace: Span;
      readonly typed: string;
      spell(property: string, value: string | undefined): string;
    }
  | {
      readonly kind: "value";
      readonly assignment: Assignment;
      readonly replace: Span;
      readonly typed: string;
      spell(value: string): string;
    }
  | { readonly kind: "comment"; readonly replace: Span; readonly typed: string };

/** A comment of a source with what has to go so that nothing is left of it. */
export interface RemovableComment extends SourceComment {
  readonly removal: Span;
}

/** What writing an edit may ask for. */
export interface WriteContext {
  /** The sources that the unit draws on. */
  source(id: SourceId): Source | undefined;
  /** Whether Kong knows `\#` (0.10.4 and later), so that a `#` in a value of its file can be written. */
  readonly escapeHash: boolean;
}

/** One input format. Everything in it is pure and total: any text gets an answer, in time linear in its length. */
export interface SourceFormat<S extends Source = Source> {
  readonly id: FormatId;
  /** For people: `a Compose file`. */
  readonly title: string;
  /** Language identifiers of editors. */
  readonly languages: readonly string[];
  /** Whether the format is Kong's own, so that formatting, symbols and semantic tokens are this server's to give. */
  readonly owns: boolean;
  /**
   * Whether a text is of this format.
   * @param path with `/` as the separator
   * @param sample the beginning of the text
   */
  detect(path: string, sample: string): Certainty | undefined;
  /** A cheap test without false negatives: can this text configure Kong at all? */
  mayConfigureKong(text: string): boolean;
  parse(document: SourceDocument): S;
  /**
   * Equals `parse(document)`, for less where little has changed.
   * @param edits one at least, in the order of the text; they refer to the text before all of them
   * @param document the document after the edits: best what `previous.document.edited` makes of a single one
   */
  update?(previous: S, edits: readonly TextEdit[], document: SourceDocument): S;
  link(source: S, context: LinkContext): Linked;
  write(edit: SemanticEdit, unit: ConfigUnit, context: WriteContext): Written;
  /** How a process of another text is written in this format; absent where it is only read. */
  readonly unitWriter?: UnitWriter;
  /** The name of a property as this format writes it. */
  spell(property: string): string;
  /** True where a text does not say how its processes are run, so that what lies beside it may tell their release. */
  readonly isRunElsewhere?: true;
  /** The files of variables of all processes of a text, whatever they run; absent: only those of Kong are named at all. */
  variableFiles?(source: S, context: LinkContext): readonly VariableFile[];
  /** How other texts say which sources of this format one call of a tool reads together, and what it is given beside them. */
  readonly calls?: {
    /** Whether a file may make such a call, by its name. */
    mayCall(name: string): boolean;
    /** The calls that name a source. */
    callsIn(name: string, text: string): readonly ToolCall[];
  };
  /** Whether a blank outside of quotes ends the value of `NAME=value`, as in a shell, and not only the end of the line. */
  readonly blanksEndValues?: true;
  /** What a comment on a line of its own begins with; undefined: the format has no such comments. */
  readonly lineComment: string | undefined;
  /** The comment that holds an offset. */
  commentAt(source: S, offset: number): RemovableComment | undefined;
  cursor?(source: S, units: readonly LinkedUnit[], offset: number): Cursor;
  /** The statement that holds an offset: what one suppression covers. */
  statementAt(source: S, offset: number): Span;
}
