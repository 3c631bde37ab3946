import type { KongChart } from "../../../schemas/charts/kong-chart.ts";
import type { Location, SourceId } from "../../model/location.ts";
import type { HelmMap } from "./values.ts";

/** A chart `kong` that a text installs or may be used to install. */
export interface InstalledChart {
  /** The path of its values in the source: empty, `gateway`, `spec.values`. */
  readonly path: string;
  /** For people: `gateway`. */
  readonly name: string | undefined;
  readonly chart: KongChart;
  /** Whether the version of the chart was told, rather than taken for the newest. */
  readonly isVersionTold: boolean;
  /** The values of the person, and of the chart around this one; the chart's own are not among them. */
  readonly values: HelmMap;
  /** The few characters that name it. */
  readonly anchor: Location;
  /** All of its values. */
  readonly extent: Location;
  /** Values that were not read: for people, what they are. */
  readonly open: readonly { readonly what: string; readonly at: Location | undefined }[];
  /** Whether a controller beside it, in another pod, configures its Kong. */
  readonly hasController?: boolean;
  /** The other sources that the values come from. */
  readonly draws: readonly SourceId[];
}
