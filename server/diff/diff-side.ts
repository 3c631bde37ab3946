import type { Catalog } from "../../schemas/catalog.ts";
import type { Release } from "../../schemas/release.ts";
import type { KongValue } from "../loader/reading.ts";
import type { DiffPlace, DiffSideSummary, NotCompared, SideOrigin } from "./configuration-diff.ts";
import type { RunningNode } from "./node-own-values.ts";

/** What one side has for one property, before anything of it is masked. Never to be shown. */
export interface SideReading {
  readonly property: string;
  /** undefined: Kong ends up without it, or it is not known. */
  readonly value: KongValue | undefined;
  /** Why nothing is known of the value. */
  readonly unknown: NotCompared["why"] | undefined;
  /** Of an unknown value what is written in its place. */
  readonly written: string;
  /** Whether it is anything but a default of Kong. */
  readonly isSet: boolean;
  readonly origin: SideOrigin;
  readonly place: DiffPlace | undefined;
}

/** A name that is written for a process, whether its release has it or not. */
export interface WrittenName {
  readonly property: string;
  /** As it is written: `KONG_LOG_LEVEL`. */
  readonly name: string;
  readonly text: string;
  readonly place: DiffPlace | undefined;
}

/** A reason for which Kong does not start. */
export interface SideRefusal {
  /** Equal for equal reasons, whatever the source. */
  readonly key: string;
  readonly property: string;
  readonly place: DiffPlace | undefined;
  readonly message: string | undefined;
  readonly fix: string | undefined;
  readonly rule: string | undefined;
}

/** What a rule says of a process, as far as a comparison asks. */
export interface SideFinding {
  readonly rule: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly property: string;
  readonly message: string;
  readonly fix: string | undefined;
  /** Whether it is about something that is written. */
  readonly isWritten: boolean;
  readonly place: DiffPlace | undefined;
}

/** One process of one side: of a file, or a node that runs. */
export interface DiffSide {
  readonly summary: DiffSideSummary;
  readonly release: Release;
  readonly catalog: Catalog;
  /** All properties of the release, and names in its namespaces that are set. */
  readonly readings: ReadonlyMap<string, SideReading>;
  /** The last place of each name that is written, by the name that Kong looks up. */
  readonly written: ReadonlyMap<string, WrittenName>;
  readonly refusals: readonly SideRefusal[];
  readonly findings: readonly SideFinding[];
  /** Where the side is a node that runs. */
  readonly node?: RunningNode;
  /** A text without the secrets of the side. */
  redact(text: string): string;
}
