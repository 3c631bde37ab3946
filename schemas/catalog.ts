import type { PropertyFacts } from "./facts/facts-file.ts";
import type { DeprecatedPrefix, DynamicPrefix, ListenProperty, Property } from "./property.ts";
import type { Edition, Release } from "./release.ts";

/** A span of releases of one edition in which something holds; `before` is the first release without it. */
export interface Presence {
  readonly edition: Edition;
  readonly since: string;
  readonly before: string | undefined;
  /** True where it may have been there before `since`: the facts about earlier releases are partial, or there are none. */
  readonly orEarlier: boolean;
}

/** A default that changed. */
export interface DefaultChange {
  readonly edition: Edition;
  readonly version: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** A value of a property that lost its place or its meaning while the property stayed. */
export interface ValueChange {
  /** Absent: the type of the property changed, so that all values did. */
  readonly value?: string;
  readonly kind: "removed" | "deprecated" | "meaning";
  /** The first release of an edition in which it holds. */
  readonly since: Readonly<Partial<Record<Edition, string>>>;
  /** What to do, or what it means now. */
  readonly note?: string;
}

/** The life of a property over all releases of both editions. */
export interface PropertyHistory {
  readonly name: string;
  /** Empty for a name from before the oldest release that the facts hold; {@link goneBy} then says when it had gone. */
  readonly presence: readonly Presence[];
  readonly goneBy?: Readonly<Partial<Record<Edition, string>>>;
  /** What to write instead; empty where nothing replaces it. */
  readonly replacements: readonly string[];
  /** How the replacement relates: the same value under a new name, part of another value, or something else. */
  readonly replacementKind: "renamed" | "merged" | "changed" | undefined;
  /** The first release of an edition in which it is deprecated. */
  readonly deprecatedIn: Readonly<Partial<Record<Edition, string>>>;
  readonly defaultChanges: readonly DefaultChange[];
  readonly valueChanges: readonly ValueChange[];
  /** What the move to the replacement, or the end of the property, means: one clause. */
  readonly note?: string;
  /** True where no public page states it: the name or its end was inferred from its siblings. */
  readonly unverified: boolean;
}

/** A name that a reader may have meant. `score` falls from 1 (the same) to 0. */
export interface NearName {
  readonly name: string;
  readonly score: number;
  /** `spelling`: few letters differ. `meaning`: another tool's or everyday word for the same thing. */
  readonly by: "spelling" | "meaning";
}

/** What one release knows. Catalogs are immutable and shared. */
export interface Catalog {
  /** The known release that answers: by patch for open source, by line for Enterprise. */
  readonly release: Release;
  /** The open-source release whose loader reads the file: the release itself, or the base of an Enterprise line. */
  readonly base: string;
  /** False for a release that the facts do not hold; the catalog is then that of the nearest known one. */
  readonly exact: boolean;
  /**
   * True where only a part of the release's properties is known (Enterprise 0.32 and 0.33): a name that the catalog lacks may
   * exist all the same.
   */
  readonly partial: boolean;
  /** Every property, hidden ones included, in alphabetical order. */
  readonly properties: ReadonlyMap<string, Property>;
  /** Longest first. */
  readonly dynamicPrefixes: readonly DynamicPrefix[];
  readonly deprecatedPrefixes: readonly DeprecatedPrefix[];
  readonly listenProperties: ReadonlyMap<string, ListenProperty>;
  /** Names that `bundled` stands for; undefined where the edition does not say. */
  readonly bundledPlugins: readonly string[] | undefined;
  /** Plugins that are known to exist in the release, the bundled ones among them. For Enterprise not complete. */
  readonly knownPlugins: readonly string[];
  readonly bundledVaults: readonly string[];
  /** Vaults that are known to exist in the release, the bundled ones among them. For Enterprise not complete. */
  readonly knownVaults: readonly string[];
  /** The version of nginx that the release ships, three numbers; undefined where it is not known. */
  readonly nginx: string | undefined;
  /** The property of that exact name. */
  property(name: string): Property | undefined;
  /**
   * The properties for which a condition holds, in alphabetical order. There are hundreds, so the condition is asked about the facts as
   * they are kept, in which attributes that have their usual value are absent.
   */
  propertiesWhere(holds: (facts: PropertyFacts, name: string) => boolean): readonly Property[];
  /** The namespace that accepts `name`: the longest prefix that begins it. */
  dynamicPrefixOf(name: string): DynamicPrefix | undefined;
  /** Whether Kong has the name at all: a property, dropped ones included, or a name in a namespace. */
  knows(name: string): boolean;
  /** Names of this release that a reader may have meant, best first. */
  nearest(name: string, limit?: number): readonly NearName[];
}

export { catalogFor } from "./catalog-for.ts";
export { historyOf } from "./history.ts";
export { inferRelease, type ReleaseFit } from "./infer-release.ts";
export { knownReleases, newestRelease } from "./known-releases.ts";
export { type NamedRelease, namedRelease } from "./named-release.ts";
