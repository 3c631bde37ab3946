import type { Property } from "../property.ts";

/**
 * The shape of `kong-facts.json`: everything the catalog knows, for all releases of both editions.
 *
 * Each thing (a property, a listener, a plugin …) has one {@link Timeline}: what it was when it appeared, and from
 * then on only what changed. The file is written by `npm run schemas:add` and never by hand.
 */
export interface FactsFile {
  readonly oss: EditionFacts;
  readonly enterprise: EditionFacts;
}

/** All releases of one edition. */
export interface EditionFacts {
  /** Every known release, oldest first. Open source by patch, Enterprise by line. */
  readonly releases: Readonly<Record<string, ReleaseFacts>>;
  readonly properties: Timelines<PropertyFacts>;
  readonly listeners: Timelines<ListenerFacts>;
  readonly prefixes: Timelines<PrefixFacts>;
  readonly plugins: Timelines<PluginFacts>;
  readonly vaults: Timelines<VaultFacts>;
}

/** One timeline for each name. */
export type Timelines<T> = Readonly<Record<string, Timeline<T>>>;

/**
 * Steps, oldest first: `[release, attributes]`. The first step, and one after an absence, holds all attributes; a later
 * one only those that change, with null for one that goes away. A step of null ends the presence.
 */
export type Timeline<T> = readonly (readonly [since: string, change: Change<T> | null])[];

/** New values of some attributes; null removes one. */
export type Change<T> = { readonly [K in keyof T]?: T[K] | null };

/** What is said of a release as a whole. */
export interface ReleaseFacts {
  /** Enterprise: the open-source release whose loader reads the file. */
  readonly base?: string;
  /** Only a part of its properties is known. */
  readonly partial?: true;
  /** The version of nginx that it ships, three numbers. */
  readonly nginx?: string;
}

/**
 * One property in one release, with the names and meanings of {@link Property}. Absent attributes have the values of
 * `UNSAID` in read-catalog.ts: unset, documented, not sensitive. A `documentedDefault` that is unset is an empty text here.
 */
export type PropertyFacts = Pick<Property, "type"> &
  Partial<Omit<Property, "name" | "type" | "documentedDefault">> & { readonly documentedDefault?: string };

/** One listen property in one release. */
export interface ListenerFacts {
  readonly subsystem: "http" | "stream";
  /** The flags, separated by blanks, in the order in which the loader looks for them: `ssl backlog=<int>`. */
  readonly flags: string;
  readonly inferred?: true;
}

/** One namespace in one release. */
export interface PrefixFacts {
  /** Rest names that are not injected. */
  readonly ignore?: readonly string[];
  /** Its names become nginx directives. */
  readonly injects?: true;
  /** No namespace of its own any more: its names are taken as names of this one. */
  readonly replacement?: string;
  readonly inferred?: true;
}

/** One plugin in one release. */
export interface PluginFacts {
  /** `bundled` stands for it among others. Absent: it is documented for the release, no more is known. */
  readonly bundled?: true;
}

/** One vault in one release. */
export interface VaultFacts {
  readonly bundled?: true;
}
