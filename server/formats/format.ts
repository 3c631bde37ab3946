import type { SourceText } from "../../grammar/text/source-text.ts";
import type { Span } from "../../grammar/text/span.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { Assignment } from "../model/assignment.ts";
import type { LinkedUnit } from "../model/config-unit.ts";
import type { Location, SourceId, UnitId } from "../model/location.ts";
import type { SemanticEdit, Written } from "../model/semantic-edit.ts";

declare const formatBrand: unique symbol;

/** A format. Outside `server/formats` nothing can compare it with a literal, so nothing can tell formats apart by name. */
export interface FormatId {
  readonly [formatBrand]: true;
}

/** Who reads a text, said by what refers to it or by the settings: `compose-2`, `docker-run`, `kubernetes`. */
export type Reader = string & { readonly __reader: true };

/**
 * How sure a format is of a text. `named`: by its path; `content`: by what it says; `possible`: it may be one, if nothing else
 * takes it.
 */
export type Detection = "named" | "content" | "possible";

/** One text as its own syntax has it. It knows no reader, no settings and no other file. */
export interface Source {
  readonly id: SourceId;
  readonly text: SourceText;
  readonly format: FormatId;
  readonly comments: readonly { readonly span: Span; readonly text: string }[];
  /** Texts of another format inside this one: a fence, a `run:` block, a kong.conf in a ConfigMap. */
  readonly embedded: readonly Embedded[];
}

/** A text inside another one. */
export interface Embedded {
  /** Its id is that of the outer source, `#` and its address. */
  readonly source: Source;
  /** undefined: characters that the outer syntax made. */
  toOuter(span: Span): Span | undefined;
  /** Edits of the inner text as edits of the outer one; undefined where the outer syntax cannot hold them. */
  encode(edits: readonly TextEdit[]): readonly TextEdit[] | undefined;
}

/** What a text says about another file. */
export interface Reference {
  readonly role: "layer" | "definition" | "file-channel" | "image" | "interpolation";
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
  | { readonly kind: "missing" | "outside" | "unreadable" | "circular" | "pending" };

/** What surrounds a source and stands in none of its files: said by settings, or by `environment --given`. */
export interface Surroundings {
  /** Reader of an environment file to which nothing refers. */
  readonly reader?: Reader;
  /** Variables of the shell that starts the tool; a name that is missing is unset. Absent: unknown. */
  readonly shell?: ReadonlyMap<string, string>;
  /** Variables of the image itself. Absent: those that are known of the image. */
  readonly imageEnvironment?: ReadonlyMap<string, string>;
  readonly buildArguments?: ReadonlyMap<string, string>;
  /** The stage of a Dockerfile that is built. */
  readonly target?: string;
  /** Own images: a pattern with `*`, the release, and the variables that the image sets. */
  readonly images?: readonly {
    readonly pattern: string;
    readonly release: string | undefined;
    readonly environment: ReadonlyMap<string, string>;
  }[];
  /** Sources that one tool call reads together with this one, in order, this one included. */
  readonly together?: readonly SourceId[];
}

/** What linking may ask for. */
export interface LinkContext {
  readonly surroundings: Surroundings;
  /** Synchronous; each call is recorded, so that an edit of that text links this one again. */
  resolve(reference: Reference, from: Source): Resolved;
  /**
   * What the format of another source makes of it: the Dockerfile of a service, a kong.conf that is mounted. Absent where no other
   * formats are at hand; what the source says is then unknown.
   */
  linkOther?(source: Source, surroundings: Surroundings): Linked;
}

/** Something that a tool drops, changes or refuses on the way from the text to the environment of the process. */
export interface FormatProblem {
  /**
   * `word-lost`, `quotes-kept`, `retyped`, `dollar-eaten`, `name-changed`, `removed`, `duplicate`, `syntax`; `refused`: the tool does not take
   * what is written; `missing-file`; `circular`; `too-many`; `readers-disagree`: see {@link readings}; …
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
  /** For `readers-disagree`: what each reader gets; `text` is undefined where it gets nothing or refuses. */
  readonly readings?: readonly {
    readonly reader: Reader;
    readonly text: string | undefined;
    readonly refuses: boolean;
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

/** How far a suppression reaches. */
export type SuppressionReach = "line" | "statement" | "unit" | "file";

/** One input format. Everything in it is pure and total: any text gets an answer, in time linear in its length. */
export interface SourceFormat<S extends Source = Source> {
  readonly id: FormatId;
  /** For people: `a Compose file`. */
  readonly name: string;
  /** Language identifiers of editors. */
  readonly languages: readonly string[];
  /** Whether the format is Kong's own, so that formatting, symbols and semantic tokens are this server's to give. */
  readonly owns: boolean;
  /**
   * Whether a text is of this format.
   * @param path with `/` as the separator
   * @param sample the beginning of the text
   */
  detect(path: string, sample: string): Detection | undefined;
  /** A cheap test without false negatives: can this text configure Kong at all? */
  mayConfigureKong(text: string): boolean;
  parse(id: SourceId, text: SourceText): S;
  /** Equals `parse(id, text)`, for less where little has changed. */
  update?(previous: S, edits: readonly TextEdit[], text: SourceText): S;
  link(source: S, context: LinkContext): Linked;
  /** @param sources the sources that the unit draws on */
  write(edit: SemanticEdit, unit: LinkedUnit, sources: (id: SourceId) => Source | undefined): Written;
  /** The name of a property as this format writes it. */
  spell(property: string): string;
  /** The edit that silences rules at a place, and what it covers; undefined where the format has no comments. */
  suppression(
    source: S,
    at: Span,
    rules: readonly string[],
    reach: SuppressionReach,
  ): { readonly edit: TextEdit; readonly covers: Span } | undefined;
  cursor(source: S, units: readonly LinkedUnit[], offset: number): Cursor;
  /** The statement that holds an offset: what one suppression covers. */
  statementAt(source: S, offset: number): Span;
}
