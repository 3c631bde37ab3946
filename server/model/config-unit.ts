import type { Release } from "../../schemas/release.ts";
import type { Assignment } from "./assignment.ts";
import type { Deployment } from "./deployment.ts";
import type { Location, SourceId, UnitId } from "./location.ts";

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
  readonly release: ToldRelease | undefined;
  readonly absence: Absence;
  /** Every source that it draws on, its own first. */
  readonly draws: readonly SourceId[];
  readonly deployment: Deployment | undefined;
  /** Who reads its sources, where that is known and makes a difference: `compose-2`, `docker-run`. */
  readonly reader?: string;
}
