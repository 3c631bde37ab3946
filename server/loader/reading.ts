import type { Property } from "../../schemas/property.ts";
import type { Release } from "../../schemas/release.ts";
import type { Assignment } from "../model/assignment.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import type { Location } from "../model/location.ts";
import type { RefusalCheck } from "./refusal-check.ts";

/** A value as Kong holds it after loading. Lua numbers are doubles; an unset property has no value. */
export type KongValue = string | number | boolean | readonly (string | number)[];

/** Where a value came from. */
export type Provenance =
  | { readonly kind: "default" }
  | { readonly kind: "assignment"; readonly assignment: Assignment }
  /** A variable of the process environment that no linted source shows. */
  | { readonly kind: "variable"; readonly variable: string }
  /** Copied from a deprecated alias, because the property itself is not set. */
  | { readonly kind: "alias"; readonly alias: string; readonly assignment: Assignment | undefined }
  /** Set by Kong because of another property (a cipher suite, an injected directive). */
  | { readonly kind: "derived"; readonly by: string };

/** What Kong ends up with for one property. */
export interface PropertyReading {
  readonly property: string;
  /** Absent for a name in a dynamic namespace that has no entry of its own. */
  readonly definition: Property | undefined;
  /** undefined: Kong ends up without it. */
  readonly value: KongValue | undefined;
  readonly provenance: Provenance;
  /** True when the value depends on something not known before run time; `value` is then undefined. */
  readonly opaque: boolean;
}

/** Why something that is written has no effect, or another than the text says. */
export type LossReason =
  | "unknown-key"
  | "hidden-by-section"
  | "not-an-assignment"
  | "cut-at-hash"
  | "not-a-number"
  | "boolean-not-understood"
  | "number-normalised"
  | "empty"
  | "overridden-by-later-line"
  /** A stronger layer sets it too, as layers are for. */
  | "overridden-by-layer"
  | "overridden-by-environment"
  | "alias-not-used"
  | "forced-off";

/** Something written that Kong does not honour. */
export interface Loss {
  readonly reason: LossReason;
  /** The name Kong looked up; empty for a line that is no assignment. */
  readonly property: string;
  /** Absent for lines without `=` and section headers. */
  readonly assignment: Assignment | undefined;
  /** The characters that are lost or misunderstood. */
  readonly span: Location;
  /** What Kong reads instead; undefined where it ends up with nothing. */
  readonly reads: KongValue | undefined;
  /** The assignment that wins, for the `overridden` reasons, where a source of the unit has it. */
  readonly winner: Assignment | undefined;
}

/** One reason for which Kong does not start. */
export interface Refusal {
  readonly check: RefusalCheck;
  /** The property that Kong's message is about: for half a certificate pair the missing half, for an alias its replacement. */
  readonly property: string;
  /** Further properties of the same message, {@link property} not among them. */
  readonly also: readonly string[];
  /** The assignment that causes it: of a missing half, the half that is there. Absent when defaults or the environment do. */
  readonly assignment: Assignment | undefined;
  /** The guilty characters in the source; absent with {@link assignment}, or when nothing is written. */
  readonly span: Location | undefined;
  /** Where the refusal is shown when nothing of it is written: the anchor of the unit. */
  readonly anchor: Location;
  /** The part of the value that is wrong: a list item, a flag, a path; the whole value otherwise. */
  readonly text: string;
  /** The place of that list item in the written value, from 0; undefined where the value as a whole is refused. */
  readonly item: number | undefined;
  /** Kong breaks with a Lua error instead of a message. */
  readonly crash: boolean;
  /** False where Kong would not get to this check because it stops at an earlier kind of error. */
  readonly reported: boolean;
}

/** Something Kong itself prints a warning about. */
export interface KongWarning {
  readonly property: string;
  readonly reason:
    | "deprecated"
    | "propagation"
    | "manager-without-admin"
    | "forced-off"
    | "plugin-server"
    | "other";
  readonly assignment: Assignment | undefined;
}

/** What the loader finds out about a unit: the data of a {@link Reading}. */
export interface ReadingData {
  readonly unit: ConfigUnit;
  readonly release: Release;
  readonly properties: ReadonlyMap<string, PropertyReading>;
  readonly changed: ReadonlyMap<string, PropertyReading>;
  readonly losses: readonly Loss[];
  readonly refusals: readonly Refusal[];
  readonly nodeRefusals: readonly Refusal[];
  readonly warnings: readonly KongWarning[];
}

const NO_ITEMS: readonly string[] = [];
const NO_REFUSALS: readonly Refusal[] = [];

/** What Kong would do with a unit in a release. Immutable; the answers below cost a look-up each. */
export class Reading {
  readonly unit: ConfigUnit;
  readonly release: Release;
  /** All known properties, and the names in dynamic namespaces that are written. */
  readonly properties: ReadonlyMap<string, PropertyReading>;
  /** Those of them that are set, by the unit or by a check of Kong, so that they need not have the default of the release. */
  readonly changed: ReadonlyMap<string, PropertyReading>;
  /** In the order of the source. */
  readonly losses: readonly Loss[];
  /** What `kong check` accepts and every node breaks on (Kong 3.8–3.9); no part of {@link accepted}. */
  readonly nodeRefusals: readonly Refusal[];
  readonly warnings: readonly KongWarning[];
  readonly #refusals: readonly Refusal[];

  constructor(data: ReadingData) {
    this.unit = data.unit;
    this.release = data.release;
    this.properties = data.properties;
    this.changed = data.changed;
    this.losses = data.losses;
    this.#refusals = data.refusals;
    this.nodeRefusals = data.nodeRefusals;
    this.warnings = data.warnings;
  }

  /** Whether `kong check` accepts the unit. */
  get accepted(): boolean {
    return this.#refusals.length === 0;
  }

  /** The value that Kong holds for a property; undefined where it is unset or not known before run time. */
  value(property: string): KongValue | undefined {
    return this.properties.get(property)?.value;
  }

  /** The same as text: a boolean is `on` or `off`, the items of a list are joined by commas. */
  text(property: string): string | undefined {
    const value = this.value(property);
    if (value === undefined || typeof value === "string") return value;
    if (typeof value === "boolean") return value ? "on" : "off";
    return typeof value === "number" ? String(value) : value.join(",");
  }

  /** The items of a list; none where it is unset or not known before run time. */
  list(property: string): readonly string[] {
    const value = this.value(property);
    if (value === undefined || typeof value === "boolean") return NO_ITEMS;
    return typeof value === "object" ? value.map(String) : [String(value)];
  }

  /** Whether a boolean, an nginx switch, or an enumeration with the value `on` is on. */
  isOn(property: string): boolean {
    const value = this.value(property);
    return value === true || value === "on";
  }

  /** Whether a property has a value that only exists at run time: nothing may be concluded from it. */
  isOpaque(property: string): boolean {
    return this.properties.get(property)?.opaque === true;
  }

  /** Whether a property has its value from elsewhere than Kong's defaults: a source, the environment, an alias. */
  isWritten(property: string): boolean {
    const kind = this.properties.get(property)?.provenance.kind;
    return kind !== undefined && kind !== "default";
  }

  /** Whether a property has a value that is not empty, or may get one at run time. */
  mayBeSet(property: string): boolean {
    return this.isOpaque(property) || (this.text(property) ?? "") !== "";
  }

  /**
   * The assignment in the source whose value Kong uses for a property, or undefined when the value is a default, comes from
   * elsewhere, or an alias set it.
   */
  assignment(property: string): Assignment | undefined {
    const provenance = this.properties.get(property)?.provenance;
    return provenance?.kind === "assignment" ? provenance.assignment : undefined;
  }

  /** Whether Kong refuses to start because of this assignment. */
  isRefused(assignment: Assignment): boolean {
    return this.#refusals.some((refusal) => refusal.assignment === assignment);
  }

  /** The refusals of `kong check`, in the order in which Kong makes them: those of certain checks, or all if none is named. */
  refusals(...checks: readonly RefusalCheck[]): readonly Refusal[] {
    if (checks.length === 0) return this.#refusals;
    // Nearly every source that is looked at is one that Kong accepts.
    return this.#refusals.length === 0
      ? NO_REFUSALS
      : this.#refusals.filter(({ check }) => checks.includes(check));
  }

  /** The refusals of `kong check`, and what only the nodes break on. */
  allRefusals(): readonly Refusal[] {
    return this.nodeRefusals.length === 0 ? this.#refusals : [...this.#refusals, ...this.nodeRefusals];
  }
}
