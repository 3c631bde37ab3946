import type { KongValue } from "../loader/reading.ts";

/** A line of a file. */
export interface DiffPlace {
  readonly path: string;
  /** From 1; undefined where only the file is known. */
  readonly line: number | undefined;
}

/**
 * Where a value comes from.
 * - `written`: somebody wrote it at {@link SideValue.place}
 * - `made`: a chart, an image or an entrypoint sets it
 * - `by`: Kong takes it from another property
 * - `node`: a running node reports it
 */
export type SideOrigin =
  | { readonly kind: "default" | "written" | "node" }
  | { readonly kind: "made" | "by"; readonly by: string };

/**
 * What is known of a value.
 * - `known`: it is {@link SideValue.value}
 * - `secret`: it is known and must not be shown
 * - `unset`: Kong ends up without it
 * - `run-time`: it is known at run time only
 * - `absent`: the release has no such property
 */
export type ValueState = "known" | "secret" | "unset" | "run-time" | "absent";

/** What one side has for a property, ready to be shown: secrets are masked. */
export interface SideValue {
  readonly state: ValueState;
  /** Masked; null unless {@link state} is `known`. */
  readonly value: KongValue | null;
  /** For people: `on`, `a, b`, `(empty)`; of a run-time value what is written in its place. */
  readonly text: string;
  readonly origin: SideOrigin;
  readonly place: DiffPlace | undefined;
}

/** A listener that only one side has, or that has other flags or another address. */
export interface ListenerChange {
  readonly kind: "lost" | "gained" | "changed";
  /** `0.0.0.0:8443 http2 ssl`; undefined where it was gained. */
  readonly before: string | undefined;
  /** undefined where it was lost. */
  readonly after: string | undefined;
}

/** What to do about an item, from the finding of a rule. */
export interface DiffAdvice {
  /** Why Kong refuses or ignores it. */
  readonly message: string | undefined;
  /** The title of a fix; undefined where no rule has one. */
  readonly fix: string | undefined;
  readonly rule: string | undefined;
}

/**
 * What happens to a setting, most severe first.
 * - `refused`: Kong does not start with the second side because of it
 * - `lost`: both sides write it, and only the first is honored
 * - `required`: the release of the second side needs a setting that is not there
 * - `listeners`: addresses, ports or flags of a listen property
 * - `changed`: another value
 * - `honored`: both sides write it, and only the second is honored
 * - `accepted`: Kong refused the first side because of it
 * - `meaning`: the same value, with which the other release does something else
 * - `default`: nobody writes it, and its default is another one
 */
export type DiffKind =
  | "refused"
  | "lost"
  | "required"
  | "listeners"
  | "changed"
  | "honored"
  | "accepted"
  | "meaning"
  | "default";

/** The kinds in the order in which a report lists them. */
export const diffKinds: readonly DiffKind[] = [
  "refused",
  "lost",
  "required",
  "listeners",
  "changed",
  "honored",
  "accepted",
  "meaning",
  "default",
];

/** One thing that Kong does differently. */
export interface DiffItem {
  readonly kind: DiffKind;
  /** Empty where the item is about no property. */
  readonly property: string;
  readonly before: SideValue | undefined;
  readonly after: SideValue | undefined;
  /** Of a listen property; empty for all others. */
  readonly listeners: readonly ListenerChange[];
  readonly advice: DiffAdvice | undefined;
  /** Of a default: whether its change opens, closes or weakens something, or whether clients notice it. */
  readonly isWarning: boolean;
}

/** A setting that one side leaves unknown, so that nothing can be said. */
export interface NotCompared {
  readonly property: string;
  /**
   * `hidden`: the node masks it. `node-only`: the node made it by itself, or shows it in another form. `not-reported`: the answer of
   * the node lacks it.
   */
  readonly why: "run-time" | "hidden" | "node-only" | "not-reported";
  readonly place: DiffPlace | undefined;
}

/** A name that is written on one side only, and that Kong ignores there. */
export interface IgnoredName {
  readonly name: string;
  readonly place: DiffPlace | undefined;
}

/** One side of a process. */
export interface DiffSideSummary {
  readonly path: string;
  /** Empty for the only process of a file. */
  readonly id: string;
  /** For people: `service kong`. */
  readonly name: string | undefined;
  /** `oss@3.9.3`. */
  readonly release: string;
  /** A phrase: `from the image tag in compose.yaml:3`. */
  readonly reason: string;
  /** What the side names where it is no release that is known: `kong:latest`, `Kong 9.0`. */
  readonly unknownRelease: string | undefined;
  /** How many settings are written for it. */
  readonly settings: number;
  /** What may add settings and was not read, for people. */
  readonly open: readonly string[];
}

/** A process on both sides. */
export interface UnitDiff {
  readonly before: DiffSideSummary;
  readonly after: DiffSideSummary;
  /** By {@link DiffItem.kind}, then by name. */
  readonly items: readonly DiffItem[];
  readonly notCompared: readonly NotCompared[];
  readonly ignored: readonly IgnoredName[];
}

/** What Kong does differently with one configuration than with another one. Plain data without a secret. */
export interface ConfigurationDiff {
  readonly before: string;
  readonly after: string;
  readonly units: readonly UnitDiff[];
  /** Processes without a counterpart. */
  readonly removed: readonly DiffSideSummary[];
  readonly added: readonly DiffSideSummary[];
  /** Processes that were left out because the other side has one alone. */
  readonly leftOut: readonly DiffSideSummary[];
}

/** Whether Kong is started with another release, or does anything differently. */
export function differs({ units, removed, added }: ConfigurationDiff): boolean {
  return removed.length > 0 || added.length > 0 || units.some(unitDiffers);
}

/** As {@link differs}, for one process. */
export function unitDiffers({ before, after, items }: UnitDiff): boolean {
  return items.length > 0 || before.release !== after.release;
}
